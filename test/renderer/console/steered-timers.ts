/** A clock that a test moves. */
import type { Timers } from '../../../renderer/console/query/timers.ts';

export interface SteeredTimers extends Timers {
  /** Lets time pass and calls what falls due, in order. */
  readonly advance: (byMs: number) => void;
}

export function createSteeredTimers(): SteeredTimers {
  let nowMs = 1_000_000;
  let waiting: { readonly atMs: number; readonly act: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    after(delayMs, act) {
      const timer = { atMs: nowMs + delayMs, act };
      waiting.push(timer);
      return () => {
        waiting = waiting.filter((other) => other !== timer);
      };
    },
    advance(byMs) {
      const untilMs = nowMs + byMs;
      for (;;) {
        const [next] = waiting.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
        if (next === undefined) break;
        waiting = waiting.filter((other) => other !== next);
        nowMs = Math.max(nowMs, next.atMs);
        next.act();
      }
      nowMs = untilMs;
    },
  };
}
