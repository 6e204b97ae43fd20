/** Devices as a list; what only the live view and the rules know of one is looked for page by page. */
import { expressionBuilder, type Expression, type Kysely, type Selectable, type SqlBool } from 'kysely';
import type { DeviceListQuery, DeviceView } from '../../shared/http/devices.ts';
import { walkList, type ListSource, type Placed } from '../http/list-page.ts';
import { containing } from '../search-key.ts';
import type { Flag } from '../storage/column-types.ts';
import { inOrder, matches, orderBy, type Order, type Stretch } from '../storage/ordered.ts';
import type { Tables } from '../storage/tables.ts';
import type { DeviceTables } from './tables.ts';

export type DeviceRow = Selectable<DeviceTables['devices']> & {
  readonly email: string;
  readonly displayName: string;
  readonly disasterRecovery: Flag;
};

// The return type is Kysely's own, and says every column: written out it would say them twice.
export const deviceRows = (db: Kysely<Tables>) =>
  db
    .selectFrom('devices')
    .innerJoin('people', 'people.id', 'devices.personId')
    .selectAll('devices')
    .select(['people.email', 'people.displayName', 'people.disasterRecovery']);

/** Which devices, in what order. */
export type DeviceFilter = Omit<DeviceListQuery, 'limit' | 'cursor' | 'count'>;

type ViewsOf = (rows: readonly DeviceRow[]) => Promise<readonly DeviceView[]>;

export function deviceList(
  db: Kysely<Tables>,
  query: DeviceFilter,
  viewsOf: ViewsOf,
): ListSource<DeviceView> {
  const order = orderOf(query.sort);
  const stored = async (stretch: Stretch): Promise<readonly Placed<DeviceView>[]> => {
    const rows = await inOrder(deviceRows(db).where(isAskedFor(query)), order, stretch).execute();
    const views = await viewsOf(rows);
    return views.map((item, index) => ({ item, at: { id: item.id, key: rows[index]?.orderKey ?? '' } }));
  };
  const { link, reason } = query;
  const everyOneIsWanted = link === undefined && reason === undefined;
  const isWanted = ({ item }: Placed<DeviceView>): boolean =>
    (link === undefined || item.link === link) && (reason === undefined || item.reasons.includes(reason));
  return {
    async read({ after, limit }) {
      if (everyOneIsWanted) return stored({ after, limit });
      const found: Placed<DeviceView>[] = [];
      for await (const devices of walkList(stored, after)) {
        found.push(...devices.filter((device) => isWanted(device)));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    async count() {
      if (everyOneIsWanted) return countStored(db, query);
      let total = 0;
      for await (const devices of walkList(stored, null))
        total += devices.filter((device) => isWanted(device)).length;
      return total;
    },
  };
}

function orderOf(sort: DeviceFilter['sort']): Order {
  if (sort.endsWith('registeredAt')) return orderBy(sort, 'devices', 'registeredAt');
  if (sort.endsWith('reportedAt')) return orderBy(sort, 'devices', 'reportedAt', '');
  return orderBy(sort, 'devices', sort.endsWith('person') ? 'personKey' : 'nameKey');
}

function isAskedFor({ q, userId, mode, revoked }: DeviceFilter): Expression<SqlBool> {
  const device = expressionBuilder<Tables, 'devices'>();
  const pattern = containing(q);
  return device.and([
    ...(q === ''
      ? []
      : [device.or([matches('devices.nameKey', pattern), matches('devices.personKey', pattern)])]),
    ...(userId === undefined ? [] : [device('devices.personId', '=', userId)]),
    ...(mode === undefined ? [] : [device('devices.mode', '=', mode)]),
    ...(revoked === undefined ? [] : [device('devices.revokedAt', revoked ? 'is not' : 'is', null)]),
  ]);
}

async function countStored(db: Kysely<Tables>, query: DeviceFilter): Promise<number> {
  const { total } = await db
    .selectFrom('devices')
    .where(isAskedFor(query))
    .select((row) => row.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}
