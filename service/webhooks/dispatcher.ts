/** Drives the queue of webhooks: notices what has started and ended, sends what is due, sleeps until the next. */
import type { Kysely } from 'kysely';
import { fromMs, MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import type { EventView } from '../../shared/http/continuity-events.ts';
import type { ContinuityEvent } from '../../shared/domain/continuity-event.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import { sharedRun } from '../mailbox/shared-run.ts';
import type { Chance } from '../storage/chance.ts';
import type { Tables } from '../storage/tables.ts';
import type { WritePath } from '../storage/write-path.ts';
import { dueDeliveries, enqueue, nextDueMs, noteAttempt, trimDeliveries, type Due } from './queue.ts';
import type { Send } from './send.ts';
import { signedHeaders } from './signing.ts';
import { nextMoveMs, takeMoved } from './told-status.ts';

export interface Dispatcher {
  /** Something was queued, or the clock was moved. */
  readonly wake: () => void;
  /** Finishes the attempts under way. */
  readonly stop: () => Promise<void>;
}

export interface DispatcherNeeds {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly clock: {
    readonly nowMs: () => number;
    /** The time by which the log of deliveries is too old. */
    readonly settledMs: () => number;
    readonly schedule: (delayMs: number, run: () => void) => Stop;
  };
  readonly chance: Chance;
  /** Uniform in [0, 1). */
  readonly uniform: () => number;
  readonly send: Send;
  readonly view: (event: ContinuityEvent) => EventView;
  /** An event has another status than before. */
  readonly moved: (eventId: string) => void;
  /** A delivery to it was tried. */
  readonly attempted: (webhookId: string) => void;
  readonly failed: (error: unknown) => void;
}

/** At the same time: a receiver that is slow keeps three others from nothing. */
const ATTEMPTS_AT_A_TIME = 8;
/** Timers are not to be trusted further (guarantees, timer rule). */
const LOOK_AT_LEAST_MS = MINUTE_MS;

export function startDispatcher(needs: DispatcherNeeds): Dispatcher {
  const { clock, failed } = needs;
  let cancel: Stop = () => undefined;
  let phase: 'running' | 'stopped' = 'running';
  const run = sharedRun(async () => {
    cancel();
    if (phase === 'stopped') return;
    await tellMoves(needs);
    const attempted = await attemptDue(needs);
    const delayMs = attempted > 0 ? 0 : await untilNextMs(needs);
    cancel = clock.schedule(delayMs, wake);
  });
  const wake = (): void => {
    run().catch((error: unknown) => {
      failed(error);
      cancel = clock.schedule(LOOK_AT_LEAST_MS, wake);
    });
  };
  wake();
  return {
    wake,
    async stop() {
      phase = 'stopped';
      await run().catch(failed);
      cancel();
    },
  };
}

async function tellMoves({ writePath, view, chance, moved }: DispatcherNeeds): Promise<void> {
  const ids = await writePath.transact(async ({ db, nowMs }) => {
    const moves = await takeMoved(db, nowMs);
    for (const { event, type } of moves)
      if (type !== null) await enqueue(db, { type, at: fromMs(nowMs), event: view(event) }, chance);
    return moves.map(({ event }) => event.id);
  });
  for (const id of ids) moved(id);
}

async function attemptDue(needs: DispatcherNeeds): Promise<number> {
  const { db, clock } = needs;
  await trimDeliveries(db, clock.settledMs());
  const due = await dueDeliveries(db, clock.nowMs(), ATTEMPTS_AT_A_TIME);
  await Promise.all(due.map((one) => attempt(needs, one)));
  return due.length;
}

async function attempt({ db, clock, send, uniform, attempted }: DispatcherNeeds, due: Due): Promise<void> {
  const timestamp = Math.floor(clock.nowMs() / SECOND_MS);
  const { id, body, url, secret } = due;
  const outcome = await send(url, signedHeaders({ id, timestamp, body }, secret), body);
  await noteAttempt(db, due, outcome, { nowMs: clock.nowMs(), chance: uniform() });
  attempted(due.webhookId);
}

async function untilNextMs({ db, clock }: DispatcherNeeds): Promise<number> {
  const nowMs = clock.nowMs();
  const times = [await nextDueMs(db), await nextMoveMs(db, nowMs)].flatMap((atMs) =>
    atMs === null ? [] : [atMs],
  );
  return Math.max(0, Math.min(LOOK_AT_LEAST_MS, ...times.map((atMs) => atMs - nowMs)));
}
