/** A computer's two clocks and its timers, standing still until a test moves them (G4, G5). */
import type { Clock } from '../../electron/device/ports.ts';

export interface SteeredClock extends Clock {
  /** Lets time pass on both clocks; what is scheduled runs at its instant, in order. */
  readonly advance: (byMs: number) => void;
  /** The wall clock is set; the monotonic goes on. */
  readonly setWall: (wallMs: number) => void;
  /** The computer sleeps: the wall clock goes on, timers do not run; the monotonic clock stops, or does not (G4). */
  readonly sleep: (byMs: number, monotonicStops: boolean) => void;
  /** Time that really went by, whatever the clocks say. */
  readonly elapsedMs: () => number;
  /** The longest delay that anyone has asked for. */
  readonly longestDelayMs: () => number;
  readonly scheduledCount: () => number;
}

interface Scheduled {
  readonly atMs: number;
  readonly run: () => void;
}

export function createSteeredClock(wallStartMs: number): SteeredClock {
  const scheduled = new Set<Scheduled>();
  let monotonicMs = 0;
  let wallOffsetMs = wallStartMs;
  let longestDelayMs = 0;
  let sleptMs = 0;
  const nextUntil = (untilMs: number): Scheduled | undefined =>
    [...scheduled].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
  return {
    wallMs: () => wallOffsetMs + monotonicMs,
    monotonicMs: () => monotonicMs,
    schedule(delayMs, run) {
      longestDelayMs = Math.max(longestDelayMs, delayMs);
      const item = { atMs: monotonicMs + delayMs, run };
      scheduled.add(item);
      return () => scheduled.delete(item);
    },
    advance(byMs) {
      const untilMs = monotonicMs + byMs;
      for (let item = nextUntil(untilMs); item !== undefined; item = nextUntil(untilMs)) {
        scheduled.delete(item);
        monotonicMs = Math.max(monotonicMs, item.atMs);
        item.run();
      }
      monotonicMs = untilMs;
    },
    setWall(wallMs) {
      wallOffsetMs = wallMs - monotonicMs;
    },
    sleep(byMs, monotonicStops) {
      if (!monotonicStops) {
        monotonicMs += byMs;
        return;
      }
      wallOffsetMs += byMs;
      sleptMs += byMs;
    },
    elapsedMs: () => monotonicMs + sleptMs,
    longestDelayMs: () => longestDelayMs,
    scheduledCount: () => scheduled.size,
  };
}
