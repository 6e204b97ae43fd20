/** People as a list: in the order of their names or addresses, searched and filtered. */
import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { PersonListQuery, PersonView } from '../../shared/http/people.ts';
import type { ListSource } from '../http/list-page.ts';
import { containing } from '../search-key.ts';
import { toFlag } from '../storage/column-types.ts';
import { inOrder, matches, orderBy } from '../storage/ordered.ts';
import type { Tables } from '../storage/tables.ts';
import { personViews } from './store.ts';

export type PersonFilter = Pick<
  PersonListQuery,
  'q' | 'groupId' | 'mayRead' | 'readableBy' | 'disasterRecovery' | 'device'
>;

export function peopleList(
  db: Kysely<Tables>,
  query: Omit<PersonListQuery, 'limit' | 'cursor' | 'count'>,
): ListSource<PersonView> {
  const column = query.sort.endsWith('email') ? 'email' : 'nameKey';
  const order = orderBy(query.sort, 'people', column);
  return {
    async read(stretch) {
      const rows = await inOrder(peopleWhere(db, query).selectAll('people'), order, stretch).execute();
      const views = await personViews(db, rows);
      return views.map((item, index) => ({ item, at: { id: item.id, key: rows[index]?.orderKey ?? '' } }));
    },
    async count() {
      const { total } = await peopleWhere(db, query)
        .select((row) => row.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return total;
    },
  };
}

function peopleWhere(
  db: Kysely<Tables>,
  { q, groupId, mayRead, readableBy, disasterRecovery, device }: PersonFilter,
): SelectQueryBuilder<Tables, 'people', object> {
  let people: SelectQueryBuilder<Tables, 'people', object> = db.selectFrom('people');
  if (q !== '') people = people.where(matches('people.searchKey', containing(q)));
  if (disasterRecovery !== undefined)
    people = people.where('people.disasterRecovery', '=', toFlag(disasterRecovery));
  if (groupId !== undefined)
    people = people.where('people.id', 'in', (row) =>
      row.selectFrom('groupMembers').select('personId').where('groupId', '=', groupId),
    );
  if (mayRead !== undefined)
    people = people.where('people.id', 'in', (row) =>
      row.selectFrom('mailboxReaders').select('readerId').where('ownerId', '=', mayRead),
    );
  if (readableBy !== undefined)
    people = people.where('people.id', 'in', (row) =>
      row.selectFrom('mailboxReaders').select('ownerId').where('readerId', '=', readableBy),
    );
  if (device !== undefined)
    people = people.where((row) => {
      const registered = row.exists(
        row
          .selectFrom('devices')
          .select('devices.id')
          .whereRef('devices.personId', '=', 'people.id')
          .where('devices.revokedAt', 'is', null),
      );
      return device === 'none' ? row.not(registered) : registered;
    });
  return people;
}
