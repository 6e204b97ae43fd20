/** Who an address of the organisation stands for, and whom a list reaches while a continuity event expands it (product 6). */
import type { Kysely } from 'kysely';
import { canExpand } from '../../shared/domain/group.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import type { Recipient, Recipients } from '../mailbox/ports.ts';
import { addressKey, ownerFinder } from '../people/addresses.ts';
import { endingWith } from '../search-key.ts';
import { matches } from '../storage/ordered.ts';
import type { Tables } from '../storage/tables.ts';
import { memberIds } from './store.ts';

export function createRecipients(db: Kysely<Tables>): Recipients {
  const findOwner = ownerFinder(db);
  return {
    async resolve(address, nowMs) {
      const owner = (await findOwner(address)) ?? (await findOwner(withoutTag(address)));
      if (owner?.kind === 'person') return { kind: 'person', userId: owner.id };
      if (owner !== null) return list(db, owner.id, nowMs);
      return isRole(address) ? administrators(db, address) : { kind: 'unknown' };
    },
  };
}

/** `carol+news@` reaches `carol@` (RFC 5233), where nobody has just that address. */
function withoutTag(address: string): string {
  return address.replace(/(?<=[^@])\+[^@]*(?=@)/u, '');
}

/** Whoever has a domain has to take such mail (RFC 5321 section 4.5.1, RFC 2142), and the first also without a domain. */
function isRole(address: string): boolean {
  return /^(?:postmaster(?:@|$)|abuse@)/iu.test(address);
}

/** Those of the administrators who have a mailbox here. */
async function administrators(db: Kysely<Tables>, address: string): Promise<Recipient> {
  const [, domain] = addressKey(address).split('@');
  if (domain !== undefined && !(await isOurs(db, domain))) return { kind: 'unknown' };
  const people = await db
    .selectFrom('administrators')
    .innerJoin('mailAddresses', 'mailAddresses.addressKey', 'administrators.emailKey')
    .select('mailAddresses.ownerId')
    .distinct()
    .where('mailAddresses.ownerKind', '=', 'person')
    .execute();
  if (people.length === 0) return { kind: 'unknown' };
  return { kind: 'administrators', userIds: people.map(({ ownerId }) => ownerId) };
}

async function isOurs(db: Kysely<Tables>, domain: string): Promise<boolean> {
  const one = db.selectFrom('mailAddresses').select('addressKey');
  return (
    (await one
      .where(matches('addressKey', endingWith(`@${domain}`)))
      .limit(1)
      .executeTakeFirst()) !== undefined
  );
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
