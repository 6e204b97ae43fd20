/** Who an address of the organisation stands for, and whom a list reaches while a continuity event expands it (product 6). */
import type { Kysely } from 'kysely';
import { canExpand } from '../../shared/domain/group.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import type { Recipient, Recipients } from '../mailbox/ports.ts';
import { ownerFinder } from '../people/addresses.ts';
import type { Tables } from '../storage/tables.ts';
import { memberIds } from './store.ts';

export function createRecipients(db: Kysely<Tables>): Recipients {
  const findOwner = ownerFinder(db);
  return {
    async resolve(address, nowMs) {
      const owner = await findOwner(address);
      if (owner === null) return { kind: 'unknown' };
      if (owner.kind === 'person') return { kind: 'person', userId: owner.id };
      return list(db, owner.id, nowMs);
    },
  };
}

/** Only some kinds can be expanded; while lists are, mail to the others would be read by nobody (product 6). */
async function list(db: Kysely<Tables>, groupId: string, nowMs: number): Promise<Recipient> {
  if (!(await listsAreExpanded(db, nowMs))) return { kind: 'list', groupId, memberIds: [] };
  const { kind: groupKind } = await db
    .selectFrom('groups')
    .select('kind')
    .where('id', '=', groupId)
    .executeTakeFirstOrThrow();
  if (!canExpand(groupKind)) return { kind: 'closed-list', groupKind };
  return { kind: 'list', groupId, memberIds: await memberIds(db, groupId) };
}

/** While any Current event asks for it (STATES.md of continuity events, O2). */
async function listsAreExpanded(db: Kysely<Tables>, nowMs: number): Promise<boolean> {
  const now = fromMs(nowMs);
  const expanding = await db
    .selectFrom('continuityEvents')
    .select('id')
    .where('expandDistributionLists', '=', 1)
    .where('start', '<=', now)
    .where((row) => row.or([row('end', 'is', null), row('end', '>', now)]))
    .executeTakeFirst();
  return expanding !== undefined;
}
