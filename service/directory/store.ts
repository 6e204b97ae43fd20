/** Groups as the REST interface shows them. */
import type { Kysely } from 'kysely';
import type { GroupView } from '../../shared/http/groups.ts';
import { createSlice } from '../loop-turns.ts';
import { conflict, notFound } from '../refusal.ts';
import { ROWS_AT_ONCE } from '../storage/rows.ts';
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

/** Those who are in it, or only who is named in it and not through another group; others have their turns meanwhile (G52). */
export async function memberIds(
  db: Kysely<Tables>,
  groupId: string,
  named = false,
): Promise<readonly string[]> {
  const slice = createSlice();
  const ids: string[] = [];
  for await (const rows of membersOf(db, groupId)) {
    for (const { personId, direct } of rows) if (!named || direct === 1) ids.push(personId);
    await slice.rest();
  }
  return ids;
}

/** Everybody in a group, some hundreds at a time. */
export async function* membersOf(db: Kysely<Tables>, groupId: string) {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('groupMembers')
      .select(['personId', 'direct'])
      .where('groupId', '=', groupId)
      .where('personId', '>', after)
      .orderBy('personId')
      .limit(ROWS_AT_ONCE)
      .execute();
    yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_ONCE) return;
    after = last.personId;
  }
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
