/** What ended continuity events held and has not been delivered yet: told to devices as it shrinks (STATES.md H7). */
import { sql, type Kysely } from 'kysely';
import { SECOND_MS, fromMs } from '../../shared/domain/instant.ts';
import type { Recovery } from '../../shared/domain/device-event.ts';
import { FINAL_STATES } from '../../shared/http/mail-flow.ts';
import type { Recoveries } from '../continuity-events/continuity-events.ts';
import type { Tables } from '../storage/tables.ts';

export interface RecoveryBoard extends Recoveries {
  /** Reads anew what is on its way back, and returns the events whose recovery is another than before. */
  readonly refresh: (db: Kysely<Tables>, nowMs: number) => Promise<readonly string[]>;
}

/** Known before the service starts, and filled when mail flows. */
export function createRecoveryBoard(): RecoveryBoard {
  let current: ReadonlyMap<string, Recovery> = new Map();
  return {
    of: (eventId) => current.get(eventId) ?? null,
    async refresh(db, nowMs) {
      const before = current;
      current = await readRecoveries(db, nowMs);
      return [...new Set([...before.keys(), ...current.keys()])].filter((eventId) => {
        const [old, now] = [before.get(eventId), current.get(eventId)];
        return old?.delivered !== now?.delivered || old?.total !== now?.total;
      });
    },
  };
}

async function readRecoveries(db: Kysely<Tables>, nowMs: number): Promise<ReadonlyMap<string, Recovery>> {
  const over = sql.join(FINAL_STATES.map((state) => sql.lit(state)));
  const rows = await db
    .selectFrom('mailDeliveries')
    .innerJoin('continuityEvents', 'continuityEvents.id', 'mailDeliveries.heldEventId')
    .select((row) => [
      'mailDeliveries.heldEventId as eventId',
      row.fn.countAll<number>().as('total'),
      sql<number>`sum(case when ${sql.ref('mailDeliveries.state')} in (${over}) then 1 else 0 end)`.as(
        'delivered',
      ),
    ])
    .where('continuityEvents.end', '<=', fromMs(nowMs))
    .groupBy('mailDeliveries.heldEventId')
    .execute();
  return new Map(
    rows.flatMap(({ eventId, total, delivered }) =>
      eventId === null || delivered === total ? [] : [[eventId, { total, delivered }]],
    ),
  );
}

/** Devices are told this often at most, and of the end at once. */
const TELL_EVERY_MS = 2 * SECOND_MS;
/** Counting takes as long as there is held mail. */
const LOOK_EVERY_MS = SECOND_MS / 2;

export interface RecoveryWatch {
  /** Looks now and then, and tells; resolves with when there is something to look at again, in milliseconds. */
  readonly look: () => Promise<number>;
}

export interface RecoveryWatchNeeds {
  readonly db: Kysely<Tables>;
  readonly board: RecoveryBoard;
  readonly clock: { readonly nowMs: () => number; readonly monotonicMs: () => number };
  readonly tell: (eventId: string) => Promise<void>;
}

export function createRecoveryWatch({ db, board, clock, tell }: RecoveryWatchNeeds): RecoveryWatch {
  const toldAtMs = new Map<string, number>();
  const owed = new Set<string>();
  let lookedAtMs = -LOOK_EVERY_MS;
  return {
    async look() {
      const nowMs = clock.monotonicMs();
      if (nowMs - lookedAtMs < LOOK_EVERY_MS) return lookedAtMs + LOOK_EVERY_MS - nowMs;
      lookedAtMs = nowMs;
      for (const eventId of await board.refresh(db, clock.nowMs())) owed.add(eventId);
      for (const eventId of [...owed]) {
        const isOver = board.of(eventId) === null;
        if (!isOver && nowMs - (toldAtMs.get(eventId) ?? -TELL_EVERY_MS) < TELL_EVERY_MS) continue;
        owed.delete(eventId);
        if (isOver) toldAtMs.delete(eventId);
        else toldAtMs.set(eventId, nowMs);
        await tell(eventId);
      }
      return owed.size > 0 ? TELL_EVERY_MS : Infinity;
    },
  };
}
