/** Groups as the REST interface shows them. */
import type { Kysely } from 'kysely';
import type { GroupView } from '../../shared/http/groups.ts';
import { conflict, notFound } from '../refusal.ts';
import type { Tables } from '../storage/tables.ts';

export async function findGroup(db: Kysely<Tables>, id: string): Promise<GroupView | null> {
  const row = await groupRows(db).where('groups.id', '=', id).executeTakeFirst();
  return row === undefined ? null : groupView(row);
}

export function existing(group: GroupView | null): GroupView {
  if (group === null) throw notFound('group');
  return group;
}

export function local(group: GroupView | null): GroupView {
  const found = existing(group);
  if (found.source === 'local') return found;
  throw conflict('directory-group', 'a directory group is changed in the directory, not here');
}

export async function memberIds(db: Kysely<Tables>, groupId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('groupMembers')
    .select('personId')
    .where('groupId', '=', groupId)
    .execute();
  return rows.map(({ personId }) => personId);
}

/** Those who are named in it, by name; not those who are in it only through another group. */
export async function namedMembers(
  db: Kysely<Tables>,
  groupId: string,
): Promise<readonly { readonly id: string; readonly email: string }[]> {
  return db
    .selectFrom('groupMembers')
    .innerJoin('people', 'people.id', 'groupMembers.personId')
    .select(['people.id', 'people.email'])
    .where('groupMembers.groupId', '=', groupId)
    .where('groupMembers.direct', '=', 1)
    .orderBy('people.nameKey')
    .execute();
}

/** The groups that this one is nested in, directly, by name. */
export async function parentsOf(
  db: Kysely<Tables>,
  groupId: string,
): Promise<readonly Pick<GroupView, 'id' | 'name' | 'source'>[]> {
  return db
    .selectFrom('nestedGroups')
    .innerJoin('groups', 'groups.id', 'nestedGroups.groupId')
    .select(['groups.id', 'groups.name', 'groups.source'])
    .where('nestedGroups.memberId', '=', groupId)
    .orderBy('groups.nameKey')
    .execute();
}

// The return type is Kysely's own, and says every column: written out it would say them twice.
export const groupRows = (db: Kysely<Tables>) =>
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

export interface GroupRow extends Pick<GroupView, 'id' | 'name' | 'source' | 'kind'> {
  readonly mail: string | null;
  readonly lastSyncAt: string | null;
  readonly members: number | null;
}

export function groupView({ id, name, source, kind, mail, lastSyncAt, members }: GroupRow): GroupView {
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
