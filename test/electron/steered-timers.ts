/** Timers that run when a test says that time has passed. */
import type { Stop } from '../../shared/lib/emitter.ts';

export interface SteeredTimers {
  readonly schedule: (delayMs: number, run: () => void) => Stop;
  readonly every: (periodMs: number, run: () => void) => Stop;
  readonly advance: (byMs: number) => void;
  readonly waiting: () => number;
}

interface Timer {
  atMs: number;
  readonly periodMs: number | null;
  readonly run: () => void;
}

export function steeredTimers(): SteeredTimers {
  let nowMs = 0;
  let timers: Timer[] = [];
  const add = (timer: Timer): Stop => {
    timers.push(timer);
    return () => {
      timers = timers.filter((other) => other !== timer);
    };
  };
  return {
    schedule: (delayMs, run) => add({ atMs: nowMs + delayMs, periodMs: null, run }),
    every: (periodMs, run) => add({ atMs: nowMs + periodMs, periodMs, run }),
    waiting: () => timers.length,
    advance(byMs) {
      const endMs = nowMs + byMs;
      for (;;) {
        const [next] = timers.filter(({ atMs }) => atMs <= endMs).sort((one, two) => one.atMs - two.atMs);
        if (next === undefined) break;
        nowMs = next.atMs;
        if (next.periodMs === null) timers = timers.filter((other) => other !== next);
        else next.atMs += next.periodMs;
        next.run();
      }
      nowMs = endMs;
    },
  };
}
