/** Chooses what is delivered next over a route, and marks it as being delivered before anybody is spoken to. */
import { sql, type ExpressionBuilder, type Kysely, type Selectable } from 'kysely';
import { fromMs } from '../../shared/domain/instant.ts';
import type { Tables } from '../storage/tables.ts';
import { statesFor } from './delivery-state.ts';
import type { Route } from './routing.ts';
import type { MailFlowTables } from './tables.ts';

export type DeliveryRow = Selectable<MailFlowTables['mailDeliveries']>;

/** One message to those of its recipients whose turn it is, and who are served by the same server. */
export interface Parcel {
  readonly messageId: string;
  readonly sender: string;
  /** All rows have this domain where the route goes by it. */
  readonly domain: string;
  readonly rows: readonly DeliveryRow[];
}

export interface OnRoute {
  readonly route: Route;
  /** Domains with a server of their own. */
  readonly named: readonly string[];
}

export interface Wanted extends OnRoute {
  /** So many messages at most. */
  readonly parcels: number;
}

/** RFC 5321 section 4.5.3.1.8: every server takes a hundred. */
export const RECIPIENTS_OF_A_PARCEL = 100;
/** A message to a thousand is a row each: some messages' worth is read at once. */
const ROWS_AT_ONCE = 500;

/** The deliveries that a route is for. */
export const onRoute = (row: ExpressionBuilder<Tables, 'mailDeliveries'>, { route, named }: OnRoute) => {
  const foreign = named.length === 0 ? [] : [row('domain', 'not in', named)];
  const ours = row.or([row('personId', 'is not', null), row('groupId', 'is not', null)]);
  const isOutbound = row('direction', '=', 'outbound');
  switch (route.kind) {
    case 'primary':
      return row.and([
        row.or([row('direction', '=', 'inbound'), row.not(ours)]),
        ...(route.domain === null
          ? [row('direction', '=', 'inbound'), ...foreign]
          : [row('domain', '=', route.domain)]),
      ]);
    case 'local':
      return row.and([isOutbound, ours]);
    case 'smart-host':
    case 'mx':
    case 'nobody':
      return row.and([isOutbound, row.not(ours), ...foreign]);
  }
};

/** The caller's transaction makes it one step. */
export async function claim(db: Kysely<Tables>, wanted: Wanted, nowMs: number): Promise<readonly Parcel[]> {
  if (wanted.parcels <= 0) return [];
  const rows = await claimable(db, wanted, nowMs).execute();
  const parcels = parcelsOf(rows, wanted.route).slice(0, wanted.parcels);
  const ids = parcels.flatMap((parcel) => parcel.rows.map(({ id }) => id));
  if (ids.length > 0) {
    await db
      .updateTable('mailDeliveries')
      .set({ state: 'delivering', lastAttemptAt: fromMs(nowMs) })
      .where('id', 'in', ids)
      .execute();
  }
  return parcels;
}

/** As the partial index `mailDeliveriesInLane` says it, or it would not be used. */
const WAITING = sql`state in ('queued', 'held', 'delivering', 'deferred') and ${sql.ref('inLane')} = 1`;
const DELIVERIES = sql.table('mailDeliveries');

/** The first of every lane. It hops from lane to lane: as long as there are recipients, however much waits for each. */
const HEADS = sql<number>`(
  with recursive lanes(lane) as (
    select min(lane) from ${DELIVERIES} where ${WAITING}
    union all
    select (select min(lane) from ${DELIVERIES} where ${WAITING} and lane > lanes.lane)
    from lanes where lanes.lane is not null
  )
  select (select min(seq) from ${DELIVERIES} where ${WAITING} and lane = lanes.lane) from lanes where lane is not null
)`;

/** The first of every lane, and what has left its lane; of those, what is due. */
const claimable = (db: Kysely<Tables>, routed: OnRoute, nowMs: number) =>
  db
    .selectFrom('mailDeliveries')
    .selectAll()
    .where('state', 'in', statesFor('claim'))
    .where('nextAttemptAt', '<=', fromMs(nowMs))
    .where((row) => row.or([row('inLane', '=', 0), row('seq', 'in', HEADS)]))
    .where((row) => onRoute(row, routed))
    .orderBy('seq')
    .limit(ROWS_AT_ONCE);

function parcelsOf(rows: readonly DeliveryRow[], { kind }: Route): readonly Parcel[] {
  const parcels = new Map<string, DeliveryRow[]>();
  for (const row of rows) {
    const single = kind === 'local' ? row.id : '';
    const key = [row.messageId, row.sender, kind === 'mx' ? row.domain : '', single].join('\n');
    const parcel = parcels.get(key);
    if (parcel === undefined) parcels.set(key, [row]);
    else if (parcel.length < RECIPIENTS_OF_A_PARCEL) parcel.push(row);
  }
  return [...parcels.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { messageId, sender, domain } = first;
    return [{ messageId, sender, domain, rows: group }];
  });
}

/** When the next one is due; null: nothing waits for a time. */
export async function nextDueAt(db: Kysely<Tables>, nowMs: number): Promise<string | null> {
  const row = await db
    .selectFrom('mailDeliveries')
    .select((query) => query.fn.min('nextAttemptAt').as('at'))
    .where('state', 'in', statesFor('claim'))
    .where('nextAttemptAt', '>', fromMs(nowMs))
    .executeTakeFirst();
  return row?.at ?? null;
}
