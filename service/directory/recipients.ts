/** Who an address of the organisation stands for, and whom a list reaches while a continuity event expands it (product 6). */
import type { Kysely } from 'kysely';
import { canExpand } from '../../shared/domain/group.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import type { Recipients } from '../mailbox/ports.ts';
import { ownerOf } from '../people/addresses.ts';
import type { Tables } from '../storage/tables.ts';
import { memberIds } from './store.ts';

export function createRecipients(db: Kysely<Tables>): Recipients {
  return {
    async resolve(address, nowMs) {
      const owner = await ownerOf(db, address);
      if (owner === null) return { kind: 'unknown' };
      if (owner.kind === 'person') return { kind: 'person', userId: owner.id };
      const expands = await isExpanded(db, owner.id, nowMs);
      return { kind: 'list', groupId: owner.id, memberIds: expands ? await memberIds(db, owner.id) : [] };
    },
  };
}

/** A list that can be expanded is, while any Current event asks for it (STATES.md of continuity events, O2). */
async function isExpanded(db: Kysely<Tables>, groupId: string, nowMs: number): Promise<boolean> {
  const group = await db.selectFrom('groups').select('kind').where('id', '=', groupId).executeTakeFirst();
  if (group === undefined || !canExpand(group.kind)) return false;
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
