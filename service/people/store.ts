/** People as the REST interface shows them, put together from their tables. */
import { sql, type Kysely } from 'kysely';
import type { PersonView } from '../../shared/http/people.ts';
import type { Tables } from '../storage/tables.ts';
import type { PeopleTables } from './tables.ts';

type Row = PeopleTables['people'];

export async function findPerson(db: Kysely<Tables>, id: string): Promise<PersonView | null> {
  const row = await db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined) return null;
  const [view] = await viewsOf(db, [row]);
  return view ?? null;
}

export interface PersonPosition {
  readonly displayName: string;
  readonly id: string;
}

interface ListQuery {
  /** Looked for in name and address, without case. */
  readonly q: string;
  readonly after: PersonPosition | null;
  readonly limit: number;
}

/** By name. */
export async function listPeople(
  db: Kysely<Tables>,
  { q, after, limit }: ListQuery,
): Promise<readonly PersonView[]> {
  let query = db.selectFrom('people').selectAll().orderBy('displayName').orderBy('id').limit(limit);
  if (q !== '') {
    const found = containing(q);
    query = query.where((row) =>
      row.or([
        sql<boolean>`lower(${sql.ref('displayName')}) like ${found} escape '\\'`,
        sql<boolean>`lower(${sql.ref('email')}) like ${found} escape '\\'`,
      ]),
    );
  }
  if (after !== null) {
    query = query.where((row) =>
      row.or([
        row('displayName', '>', after.displayName),
        row.and([row('displayName', '=', after.displayName), row('id', '>', after.id)]),
      ]),
    );
  }
  return viewsOf(db, await query.execute());
}

/** A LIKE pattern for text that contains `q`, whatever signs are in it; to be escaped with a backslash. */
export function containing(q: string): string {
  return `%${q.toLowerCase().replace(/[\\%_]/gu, (sign) => `\\${sign}`)}%`;
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

async function viewsOf(db: Kysely<Tables>, rows: readonly Row[]): Promise<readonly PersonView[]> {
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
