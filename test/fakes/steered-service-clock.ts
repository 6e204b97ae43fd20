/** A service clock that stands still until a test moves it. */
import type { ServiceClock } from '../../service/channel/ports.ts';

export interface SteeredServiceClock extends ServiceClock {
  /** Lets time pass: service time and monotonic time, and what is scheduled in between runs in its order. */
  readonly advance: (byMs: number) => void;
  /** Moves service time alone, as the lab's clock does. */
  readonly travel: (byMs: number) => void;
  readonly scheduledCount: () => number;
}

interface Scheduled {
  readonly atMs: number;
  readonly run: () => void;
}

export function createSteeredServiceClock(startMs: number): SteeredServiceClock {
  const scheduled = new Set<Scheduled>();
  let monotonicMs = 0;
  let offsetMs = startMs;
  const nextUntil = (untilMs: number): Scheduled | null => {
    const due = [...scheduled].filter(({ atMs }) => atMs <= untilMs);
    return due.sort((first, second) => first.atMs - second.atMs)[0] ?? null;
  };
  return {
    nowMs: () => offsetMs + monotonicMs,
    monotonicMs: () => monotonicMs,
    schedule(delayMs, run) {
      const item = { atMs: monotonicMs + delayMs, run };
      scheduled.add(item);
      return () => scheduled.delete(item);
    },
    advance(byMs) {
      const untilMs = monotonicMs + byMs;
      for (let item = nextUntil(untilMs); item !== null; item = nextUntil(untilMs)) {
        scheduled.delete(item);
        monotonicMs = item.atMs;
        item.run();
      }
      monotonicMs = untilMs;
    },
    travel(byMs) {
      offsetMs += byMs;
    },
    scheduledCount: () => scheduled.size,
  };
}
