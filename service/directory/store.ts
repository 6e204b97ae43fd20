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
