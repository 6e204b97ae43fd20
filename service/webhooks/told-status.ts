/** Notices that continuity events have started or ended, once each, however long nobody looked (STATES.md T2). */
import { sql, type Kysely } from 'kysely';
import { statusAt, type ContinuityEvent, type EventStatus } from '../../shared/domain/continuity-event.ts';
import { fromMs, toMs } from '../../shared/domain/instant.ts';
import type { WebhookType } from '../../shared/http/webhooks.ts';
import { eventOf } from '../continuity-events/store.ts';
import type { Tables } from '../storage/tables.ts';

/** null: others are told of neither. */
export function transitionOf(told: EventStatus, now: EventStatus): WebhookType | null {
  if (now === 'current') return told === 'current' ? null : 'continuity-event.started';
  return told === 'current' ? 'continuity-event.ended' : null;
}

export interface Moved {
  readonly event: ContinuityEvent;
  readonly type: WebhookType | null;
}

/** Events with another status than others were told of; from here on they count as told. */
export async function takeMoved(db: Kysely<Tables>, nowMs: number): Promise<readonly Moved[]> {
  const now = fromMs(nowMs);
  const [start, end] = [sql.ref('start'), sql.ref('end')];
  const status = sql<string>`case when ${end} <= ${now} then 'expired' when ${start} <= ${now} then 'current' else 'pending' end`;
  const rows = await db
    .selectFrom('continuityEvents')
    .selectAll()
    .where(status, '!=', sql.ref<string>('toldStatus'))
    .execute();
  const moved: Moved[] = [];
  for (const row of rows) {
    const event = eventOf(row);
    const toldStatus = statusAt(event, nowMs);
    await db.updateTable('continuityEvents').set({ toldStatus }).where('id', '=', row.id).execute();
    moved.push({ event, type: transitionOf(row.toldStatus, toldStatus) });
  }
  return moved;
}

/** The next instant at which one starts or ends; null: none will. */
export async function nextMoveMs(db: Kysely<Tables>, nowMs: number): Promise<number | null> {
  const now = fromMs(nowMs);
  const { start, end } = await db
    .selectNoFrom((row) => [
      row
        .selectFrom('continuityEvents')
        .where('start', '>', now)
        .select((inner) => inner.fn.min('start').as('at'))
        .as('start'),
      row
        .selectFrom('continuityEvents')
        .where('end', '>', now)
        .select((inner) => inner.fn.min('end').as('at'))
        .as('end'),
    ])
    .executeTakeFirstOrThrow();
  const times = [start, end].flatMap((at) => (at === null ? [] : [toMs(at)]));
  return times.length === 0 ? null : Math.min(...times);
}
