/** Service time: the wall clock plus an offset that only a lab moves, and that no restart keeps (interfaces 2). */
import type { ServiceClock } from './channel/ports.ts';

export interface SteerableClock extends ServiceClock {
  readonly offsetMs: () => number;
  readonly setOffsetMs: (offsetMs: number) => void;
}

/** The computer's own clocks. */
export interface WorldClock {
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
  readonly schedule: ServiceClock['schedule'];
}

/** A timer that is longer fires at once (guarantees, recipes). */
const MAX_TIMER_MS = 2 ** 31 - 1;

export const systemClock: WorldClock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  schedule(delayMs, run) {
    const timer = setTimeout(run, Math.min(delayMs, MAX_TIMER_MS));
    return () => {
      clearTimeout(timer);
    };
  },
};

export function createServiceClock(world: WorldClock): SteerableClock {
  let offsetMs = 0;
  return {
    nowMs: () => world.wallMs() + offsetMs,
    monotonicMs: world.monotonicMs,
    schedule: world.schedule,
    offsetMs: () => offsetMs,
    setOffsetMs(wanted) {
      offsetMs = wanted;
    },
  };
}
