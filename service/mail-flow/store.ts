/** Deliveries and their traces as the REST interface shows them. */
import type { Kysely } from 'kysely';
import { toMs } from '../../shared/domain/instant.ts';
import {
  DELIVERY_STATE_NAMES,
  OPEN_STATES,
  type MailDelivery,
  type MailFlowSummary,
  type MailMessageTrace,
  type MailQueueQuery,
  type MailTraceEntry,
} from '../../shared/http/mail-flow.ts';
import type { ListSource } from '../http/list-page.ts';
import { containing } from '../search-key.ts';
import { inOrder, matches, orderBy } from '../storage/ordered.ts';
import type { Tables } from '../storage/tables.ts';
import type { DeliveryRow } from './claim.ts';

export function deliveryView(row: DeliveryRow): MailDelivery {
  const isWaiting = row.state === 'queued' || row.state === 'deferred';
  return {
    id: row.id,
    direction: row.direction,
    messageId: row.messageId,
    sender: row.sender,
    recipient: row.recipient,
    subject: row.subject,
    state: row.state,
    attempts: row.attempts,
    possibleDuplicates: row.unanswered,
    queuedAt: row.queuedAt,
    nextAttemptAt: isWaiting ? row.nextAttemptAt : null,
    heldAt: row.heldAt,
    heldEventId: row.heldEventId,
    releasedAt: row.releasedAt,
    lastAttemptAt: row.lastAttemptAt,
    lastReply: row.lastReply,
    handedTo: row.state === 'delivered' ? row.handedTo : null,
    finishedAt: row.finishedAt,
  };
}

export async function findDelivery(db: Kysely<Tables>, id: string): Promise<DeliveryRow | null> {
  const row = await db.selectFrom('mailDeliveries').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

type Filters = Pick<MailQueueQuery, 'q' | 'state' | 'direction' | 'eventId'>;

const deliveriesWhere = (db: Kysely<Tables>, { q, state, direction, eventId }: Filters) => {
  const states = state === 'open' ? OPEN_STATES : state === 'any' ? DELIVERY_STATE_NAMES : [state];
  return db
    .selectFrom('mailDeliveries')
    .$if(state !== 'any', (query) => query.where('state', 'in', states))
    .$if(direction !== undefined, (query) => query.where('direction', '=', direction ?? 'inbound'))
    .$if(eventId !== undefined, (query) => query.where('heldEventId', '=', eventId ?? ''))
    .$if(q !== '', (query) => query.where(matches('mailDeliveries.searchKey', containing(q))));
};

export function deliveryList(
  db: Kysely<Tables>,
  query: Filters & Pick<MailQueueQuery, 'sort'>,
): ListSource<MailDelivery> {
  return {
    async read(stretch) {
      const order = orderBy(query.sort, 'mailDeliveries', query.sort.replace('-', ''));
      const rows = await inOrder(deliveriesWhere(db, query).selectAll(), order, stretch).execute();
      return rows.map((row) => ({ item: deliveryView(row), at: { key: row.orderKey, id: row.id } }));
    },
    async count() {
      const { total } = await deliveriesWhere(db, query)
        .select((row) => row.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow();
      return total;
    },
  };
}

/** null: a message that mail flow does not know. */
export async function messageTrace(db: Kysely<Tables>, messageId: string): Promise<MailMessageTrace | null> {
  const rows = await db
    .selectFrom('mailDeliveries')
    .selectAll()
    .where('messageId', '=', messageId)
    .orderBy('seq')
    .execute();
  const trace = await traceLines(db, messageId);
  const [first] = rows;
  if (first === undefined && trace.length === 0) return null;
  const { sender, subject } = first ?? { sender: '', subject: '' };
  return { messageId, sender, subject, deliveries: rows.map(deliveryView), trace };
}

async function traceLines(db: Kysely<Tables>, messageId: string): Promise<MailTraceEntry[]> {
  const rows = await db
    .selectFrom('mailTrace')
    .select(['at', 'step', 'deliveryId', 'actor', 'detail'])
    .where('messageId', '=', messageId)
    .orderBy('seq')
    .execute();
  return rows.map(({ actor, ...row }) => ({ ...row, by: actor }));
}

export async function readTotals(
  db: Kysely<Tables>,
): Promise<Pick<MailFlowSummary, 'counts' | 'possibleDuplicates'>> {
  const rows = await db
    .selectFrom('mailDeliveries')
    .select((row) => [
      'state',
      row.fn.countAll<number>().as('count'),
      row.fn.sum<number>('unanswered').as('unanswered'),
    ])
    .groupBy('state')
    .execute();
  const counts = { queued: 0, held: 0, delivering: 0, deferred: 0, delivered: 0, bounced: 0, cancelled: 0 };
  for (const { state, count } of rows) counts[state] = count;
  return { counts, possibleDuplicates: rows.reduce((sum, row) => sum + row.unanswered, 0) };
}

export interface QueueFigures {
  readonly deliveries: number;
  /** How long the oldest of them has been on its way; 0 when there is none. */
  readonly oldestMs: number;
}

/** What is on its way, by state: each state is named, whether it has any or not. */
export async function readQueue(
  db: Kysely<Tables>,
  nowMs: number,
): Promise<ReadonlyMap<(typeof OPEN_STATES)[number], QueueFigures>> {
  const rows = await db
    .selectFrom('mailDeliveries')
    .select((row) => [
      'state',
      row.fn.countAll<number>().as('deliveries'),
      row.fn.min('queuedAt').as('since'),
    ])
    .where('state', 'in', OPEN_STATES)
    .groupBy('state')
    .execute();
  const found = new Map(rows.map((row) => [row.state, row]));
  return new Map(
    OPEN_STATES.map((state) => {
      const row = found.get(state);
      if (row === undefined) return [state, { deliveries: 0, oldestMs: 0 }];
      return [state, { deliveries: row.deliveries, oldestMs: Math.max(0, nowMs - toMs(row.since)) }];
    }),
  );
}
