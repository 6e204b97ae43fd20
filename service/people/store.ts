/** People as the REST interface shows them, put together from their tables. */
import type { Kysely } from 'kysely';
import type { PersonView } from '../../shared/http/people.ts';
import type { Tables } from '../storage/tables.ts';
import type { PeopleTables } from './tables.ts';

export type PersonRow = PeopleTables['people'];

export async function findPerson(db: Kysely<Tables>, id: string): Promise<PersonView | null> {
  const row = await db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const [view] = await personViews(db, [row]);
  return view ?? null;
}

/** `Map.groupBy` comes with Node 21. */
function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    group.push(item);
    groups.set(keyOf(item), group);
  }
  return groups;
}

/** With aliases and delegates, read for all of them at once. */
export async function personViews(
  db: Kysely<Tables>,
  rows: readonly PersonRow[],
): Promise<readonly PersonView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const aliases = await db
    .selectFrom('mailAddresses')
    .select(['ownerId', 'address'])
    .where('ownerId', 'in', ids)
    .where('isAlias', '=', 1)
    .orderBy('addressKey')
    .execute();
  const readable = await db
    .selectFrom('mailboxReaders')
    .selectAll()
    .where('readerId', 'in', ids)
    .orderBy('ownerId')
    .execute();
  const aliasesOf = groupBy(aliases, ({ ownerId }) => ownerId);
  const readableOf = groupBy(readable, ({ readerId }) => readerId);
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    aliases: (aliasesOf.get(row.id) ?? []).map(({ address }) => address),
    displayName: row.displayName,
    ...(row.phone === null ? {} : { phone: row.phone }),
    smsConsent: row.smsConsent === 1,
    permissions: { disasterRecovery: row.disasterRecovery === 1 },
    mayRead: (readableOf.get(row.id) ?? []).map(({ ownerId }) => ownerId),
  }));
}
