/** Continuity events as a list: in the order of their starts, ends or descriptions, searched and filtered. */
import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { ContinuityEvent } from '../../shared/domain/continuity-event.ts';
import { fromMs } from '../../shared/domain/instant.ts';
import type { EventListQuery } from '../../shared/http/continuity-events.ts';
import type { ListSource } from '../http/list-page.ts';
import { containing } from '../search-key.ts';
import { inOrder, matches, orderBy, type Order } from '../storage/ordered.ts';
import type { Tables } from '../storage/tables.ts';
import { eventOf } from './store.ts';

/** An Eternal event ends after every instant that can be written. */
const NEVER = '~';

export function eventList(
  db: Kysely<Tables>,
  query: EventListQuery,
  nowMs: number,
): ListSource<ContinuityEvent> {
  return {
    async read(stretch) {
      const rows = await inOrder(
        eventsWhere(db, query, nowMs).selectAll('continuityEvents'),
        orderOf(query.sort),
        stretch,
      ).execute();
      return rows.map(({ orderKey, ...row }) => ({ item: eventOf(row), at: { key: orderKey, id: row.id } }));
    },
    async count() {
      const { total } = await eventsWhere(db, query, nowMs)
        .select((row) => row.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return total;
    },
  };
}

function orderOf(sort: EventListQuery['sort']): Order {
  if (sort.endsWith('end')) return orderBy(sort, 'continuityEvents', 'end', NEVER);
  return orderBy(sort, 'continuityEvents', sort.endsWith('start') ? 'start' : 'titleKey');
}

function eventsWhere(
  db: Kysely<Tables>,
  { q, include, groupId, from, to }: EventListQuery,
  nowMs: number,
): SelectQueryBuilder<Tables, 'continuityEvents', object> {
  let events: SelectQueryBuilder<Tables, 'continuityEvents', object> = db.selectFrom('continuityEvents');
  if (include !== 'expired')
    events = events.where((row) => row.or([row('end', 'is', null), row('end', '>', fromMs(nowMs))]));
  if (q !== '') events = events.where(matches('searchKey', containing(q)));
  if (groupId !== undefined) events = events.where('affectedGroupId', '=', groupId);
  if (from !== undefined)
    events = events.where((row) => row.or([row('end', 'is', null), row('end', '>', from)]));
  if (to !== undefined) events = events.where('start', '<', to);
  return events;
}
