/** Groups and their members as lists: in order, searched and filtered. */
import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { z } from 'zod';
import type { GroupListQuery, GroupView, Member, memberListQuerySchema } from '../../shared/http/groups.ts';
import type { ListSource } from '../http/list-page.ts';
import { containing } from '../search-key.ts';
import { inOrder, matches, orderBy } from '../storage/ordered.ts';
import type { Tables } from '../storage/tables.ts';
import { groupRows, groupView } from './store.ts';

export function groupList(
  db: Kysely<Tables>,
  query: Omit<GroupListQuery, 'limit' | 'cursor' | 'count'>,
): ListSource<GroupView> {
  const order = query.sort.endsWith('lastSyncAt')
    ? orderBy(query.sort, 'groups', 'lastSyncAt', '')
    : orderBy(query.sort, 'groups', 'nameKey');
  const filtered = <Row>(groups: SelectQueryBuilder<Tables, 'groups', Row>): typeof groups => {
    let kept = groups;
    if (query.q !== '') kept = kept.where(matches('groups.searchKey', containing(query.q)));
    if (query.source !== undefined) kept = kept.where('groups.source', '=', query.source);
    if (query.kind !== undefined) kept = kept.where('groups.kind', '=', query.kind);
    const { userId } = query;
    if (userId !== undefined)
      kept = kept.where('groups.id', 'in', (row) =>
        row.selectFrom('groupMembers').select('groupId').where('personId', '=', userId),
      );
    const { nestedIn, nests } = query;
    if (nestedIn !== undefined)
      kept = kept.where('groups.id', 'in', (row) =>
        row.selectFrom('nestedGroups').select('memberId').where('groupId', '=', nestedIn),
      );
    if (nests !== undefined)
      kept = kept.where('groups.id', 'in', (row) =>
        row.selectFrom('nestedGroups').select('groupId').where('memberId', '=', nests),
      );
    return kept;
  };
  return {
    read: async (stretch) =>
      (await inOrder(filtered(groupRows(db)), order, stretch).execute()).map((row) => ({
        item: groupView(row),
        at: { key: row.orderKey, id: row.id },
      })),
    async count() {
      const { total } = await filtered(db.selectFrom('groups'))
        .select((row) => row.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return total;
    },
  };
}

/** As many are put in order in some milliseconds; of more, whoever is next by name is soon found among all people. */
const SORTED_MEMBERS = 2000;

/** By name. */
export function memberList(
  db: Kysely<Tables>,
  groupId: string,
  { q }: Pick<z.infer<typeof memberListQuerySchema>, 'q'>,
): ListSource<Member> {
  const members = (isLarge: boolean) => {
    const people = db.selectFrom('people');
    // A cross join keeps people in front, whose order an index has.
    const joined = isLarge
      ? people.crossJoin('groupMembers').whereRef('groupMembers.personId', '=', 'people.id')
      : people.innerJoin('groupMembers', 'groupMembers.personId', 'people.id');
    const all = joined.where('groupMembers.groupId', '=', groupId);
    return q === '' ? all : all.where(matches('people.searchKey', containing(q)));
  };
  return {
    async read(stretch) {
      const rows = await inOrder(
        members(await isLarge(db, groupId)).select([
          'people.id as userId',
          'people.email',
          'people.displayName',
          'direct',
        ]),
        orderBy('name', 'people', 'nameKey'),
        stretch,
      ).execute();
      return rows.map(({ orderKey, direct, ...item }) => ({
        item: { ...item, direct: direct === 1 },
        at: { key: orderKey, id: item.userId },
      }));
    },
    async count() {
      const { total } = await members(await isLarge(db, groupId))
        .select((row) => row.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return total;
    },
  };
}

async function isLarge(db: Kysely<Tables>, groupId: string): Promise<boolean> {
  const one = db.selectFrom('groupMembers').select('personId').where('groupId', '=', groupId);
  return (await one.offset(SORTED_MEMBERS).limit(1).executeTakeFirst()) !== undefined;
}
