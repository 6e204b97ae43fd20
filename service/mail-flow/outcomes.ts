/** Notes what came of attempts: the delivery's next state, its trace, and that its sender has to be told. */
import type { Kysely } from 'kysely';
import { fromMs, toMs } from '../../shared/domain/instant.ts';
import type { DeliveryStateName, TraceStep } from '../../shared/http/mail-flow.ts';
import { toFlag } from '../storage/column-types.ts';
import type { Tables } from '../storage/tables.ts';
import { onRoute, type DeliveryRow, type OnRoute } from './claim.ts';
import {
  nextDelivery,
  settledAtMs,
  statesFor,
  type Delivery,
  type Moment,
  type Signal,
} from './delivery-state.ts';
import type { RecipientAnswer } from './transport.ts';
import { trace } from './trace.ts';

export function deliveryOf(row: DeliveryRow): Delivery {
  return {
    state: row.state,
    inLane: row.inLane === 1,
    exempt: row.exempt === 1,
    attempts: row.attempts,
    unanswered: row.unanswered,
    nextAttemptMs: toMs(row.nextAttemptAt),
    giveUpMs: toMs(row.giveUpAt),
  };
}

const STEPS: Readonly<Record<DeliveryStateName, TraceStep>> = {
  queued: 'queued',
  held: 'held',
  delivering: 'attempted',
  deferred: 'deferred',
  delivered: 'delivered',
  bounced: 'bounced',
  cancelled: 'cancelled',
};

const FINAL: ReadonlySet<DeliveryStateName> = new Set(['delivered', 'bounced', 'cancelled']);

export interface Said {
  /** Who did it or answered; null: the service. */
  readonly actor: string | null;
  readonly detail: string | null;
}

/** Moves one delivery by a signal; returns the state it is in now. The caller's transaction makes it one step. */
export async function move(
  db: Kysely<Tables>,
  row: DeliveryRow,
  signal: Signal,
  moment: Moment,
  said: Said & { readonly step?: TraceStep },
): Promise<DeliveryStateName> {
  const before = deliveryOf(row);
  const after = nextDelivery(before, signal, moment);
  if (after === before) return before.state;
  await db
    .updateTable('mailDeliveries')
    .set(columnsOf(after))
    .set(FINAL.has(after.state) ? { finishedAt: fromMs(moment.nowMs) } : {})
    .set(after.state === 'bounced' && row.sender !== '' ? { reportDue: 1 } : {})
    .where('id', '=', row.id)
    .execute();
  // A server that cannot be reached is asked again and again, and all that time nothing happens to this one (A5).
  if (signal === 'unreachable' && after.state !== 'bounced') return after.state;
  const { messageId, id: deliveryId } = row;
  const { step = STEPS[after.state], actor, detail } = said;
  await trace(db, moment.nowMs, [{ messageId, deliveryId, step, actor, detail }]);
  return after.state;
}

function columnsOf(delivery: Delivery) {
  const { state, attempts, unanswered, inLane, exempt, nextAttemptMs, giveUpMs } = delivery;
  return {
    ...{ state, attempts, unanswered, inLane: toFlag(inLane), exempt: toFlag(exempt) },
    nextAttemptAt: fromMs(nextAttemptMs),
    giveUpAt: fromMs(giveUpMs),
  };
}

/** What the next server said to this recipient. */
export async function noteAnswer(
  db: Kysely<Tables>,
  row: DeliveryRow,
  { signal, reply, server }: RecipientAnswer,
  moment: Moment,
): Promise<DeliveryStateName> {
  await db
    .updateTable('mailDeliveries')
    .set({ lastReply: reply, handedTo: server })
    .where('id', '=', row.id)
    .execute();
  return move(db, { ...row, state: 'delivering' }, signal, moment, { actor: server, detail: reply });
}

/** What a killed service was delivering (STATES.md A6). */
export async function restartDeliveries(db: Kysely<Tables>, moment: Moment): Promise<number> {
  const rows = await db.selectFrom('mailDeliveries').selectAll().where('state', '=', 'delivering').execute();
  const said = { actor: null, detail: 'the service was interrupted while it delivered this' };
  for (const row of rows) await move(db, row, 'restart', moment, said);
  return rows.length;
}

/** Together in one transaction at most, so that nobody else waits long for it. */
const OVERDUE_AT_ONCE = 500;

/** The server of a route cannot be reached, and that has been so for too long for these (STATES.md A5). */
export async function giveUpOverdue(
  db: Kysely<Tables>,
  routed: OnRoute,
  reply: string,
  moment: Moment,
): Promise<void> {
  const rows = await db
    .selectFrom('mailDeliveries')
    .selectAll()
    .where('state', 'in', statesFor('bounce'))
    .where('giveUpAt', '<=', fromMs(settledAtMs(moment)))
    // What an event holds is not overdue; what was let go and is back is.
    .where((row) => row.or([row('state', '!=', 'held'), row('releasedAt', 'is not', null)]))
    .where((row) => onRoute(row, routed))
    .limit(OVERDUE_AT_ONCE)
    .execute();
  for (const row of rows) await move(db, row, 'bounce', moment, { actor: null, detail: reply });
}
