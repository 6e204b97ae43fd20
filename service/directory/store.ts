/** Groups as the REST interface shows them. */
import { sql, type Kysely } from 'kysely';
import type { GroupView } from '../../shared/http/groups.ts';
import { containing } from '../people/store.ts';
import type { Tables } from '../storage/tables.ts';

export interface GroupPosition {
  readonly name: string;
  readonly id: string;
}

interface ListQuery {
  readonly q: string;
  readonly after: GroupPosition | null;
  readonly limit: number;
}

export async function findGroup(db: Kysely<Tables>, id: string): Promise<GroupView | null> {
  const row = await groupRows(db).where('groups.id', '=', id).executeTakeFirst();
  return row === undefined ? null : viewOf(row);
}

/** By name. */
export async function listGroups(
  db: Kysely<Tables>,
  { q, after, limit }: ListQuery,
): Promise<readonly GroupView[]> {
  let query = groupRows(db).orderBy('groups.name').orderBy('groups.id').limit(limit);
  if (q !== '') {
    query = query.where(sql<boolean>`lower(${sql.ref('groups.name')}) like ${containing(q)} escape '\\'`);
  }
  if (after !== null) {
    query = query.where((row) =>
      row.or([
        row('groups.name', '>', after.name),
        row.and([row('groups.name', '=', after.name), row('groups.id', '>', after.id)]),
      ]),
    );
  }
  return (await query.execute()).map((row) => viewOf(row));
}

export async function memberIds(db: Kysely<Tables>, groupId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('groupMembers')
    .select('personId')
    .where('groupId', '=', groupId)
    .execute();
  return rows.map(({ personId }) => personId);
}

interface MemberQuery {
  readonly groupId: string;
  readonly afterId: string | null;
  readonly limit: number;
}

export interface Member {
  readonly userId: string;
  readonly email: string;
  readonly displayName: string;
}

/** By id, so that a page is found again however names change. */
export async function listMembers(
  db: Kysely<Tables>,
  { groupId, afterId, limit }: MemberQuery,
): Promise<readonly Member[]> {
  let query = db
    .selectFrom('groupMembers')
    .innerJoin('people', 'people.id', 'groupMembers.personId')
    .where('groupMembers.groupId', '=', groupId)
    .select(['people.id as userId', 'people.email', 'people.displayName'])
    .orderBy('people.id')
    .limit(limit);
  if (afterId !== null) query = query.where('people.id', '>', afterId);
  return query.execute();
}

// The return type is Kysely's own, and says every column: written out it would say them twice.
const groupRows = (db: Kysely<Tables>) =>
  db.selectFrom('groups').select((row) => [
    'groups.id',
    'groups.name',
    'groups.source',
    'groups.kind',
    'groups.mail',
    'groups.lastSyncAt',
    row
      .selectFrom('groupMembers')
      .whereRef('groupMembers.groupId', '=', 'groups.id')
      .select((inner) => inner.fn.countAll<number>().as('members'))
      .as('members'),
  ]);

interface Row extends Pick<GroupView, 'id' | 'name' | 'source' | 'kind'> {
  readonly mail: string | null;
  readonly lastSyncAt: string | null;
  readonly members: number | null;
}

function viewOf({ id, name, source, kind, mail, lastSyncAt, members }: Row): GroupView {
  return {
    id,
    name,
    source,
    kind,
    ...(mail === null ? {} : { mail }),
    ...(lastSyncAt === null ? {} : { lastSyncAt }),
    members: members ?? 0,
  };
}
