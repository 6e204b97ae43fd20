/** Evaluates at the instant of the next change and at least once a minute (guarantees, timer rule; G7). */
import { MINUTE_MS } from '../../../shared/domain/instant.ts';
import type { Stop } from '../../../shared/lib/emitter.ts';
import type { Clock } from '../ports.ts';

export const LONGEST_TICK_MS = MINUTE_MS;

/** How long to wait until the next evaluation; both in service time, milliseconds. */
export function tickDelayMs(nowMs: number, nextChangeMs: number | null): number {
  // What is overdue is under way, or failed and tried again with the next tick; never in a circle without rest.
  if (nextChangeMs === null || nextChangeMs <= nowMs) return LONGEST_TICK_MS;
  return Math.min(Math.ceil(nextChangeMs - nowMs), LONGEST_TICK_MS);
}

export interface Scheduler {
  /** Replaces what was planned. */
  readonly plan: (nowMs: number, nextChangeMs: number | null) => void;
  readonly stop: () => void;
}

export function createScheduler(clock: Clock, tick: () => void): Scheduler {
  let planned: Stop | null = null;
  const stop = (): void => {
    planned?.();
    planned = null;
  };
  return {
    stop,
    plan(nowMs, nextChangeMs) {
      stop();
      planned = clock.schedule(tickDelayMs(nowMs, nextChangeMs), () => {
        planned = null;
        tick();
      });
    },
  };
}
