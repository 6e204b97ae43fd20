/** Service time that stands still until a test moves it; what was scheduled runs on the way. */
import type { Stop } from '../../../shared/lib/emitter.ts';

export interface SteeredClock {
  readonly nowMs: () => number;
  /** The same: nobody doubts it. */
  readonly settledMs: () => number;
  readonly schedule: (delayMs: number, run: () => void) => Stop;
  /** Runs what falls due, in order. */
  readonly advance: (byMs: number) => void;
}

export const TEST_NOW = Date.parse('2026-11-24T09:00:00.000Z');

export function steeredClock(startMs = TEST_NOW): SteeredClock {
  let nowMs = startMs;
  let timers: { readonly dueMs: number; readonly run: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    settledMs: () => nowMs,
    schedule: (delayMs, run) => {
      const timer = { dueMs: nowMs + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: (byMs) => {
      const untilMs = nowMs + byMs;
      for (;;) {
        const [next] = timers.filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs);
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        nowMs = Math.max(nowMs, next.dueMs);
        next.run();
      }
      nowMs = untilMs;
    },
  };
}
