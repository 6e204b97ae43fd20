/** One timer for a deadline that moves often: moving it later costs nothing until the old one is reached. */
import type { Stop } from '../../shared/lib/emitter.ts';
import type { Clock } from './ports.ts';

export interface Deadline {
  /** Monotonic milliseconds; null: none. `reached` may also come early, its hearer looks at the time. */
  readonly set: (atMs: number | null) => void;
}

/** Never a timer longer than `longestMs` (guarantees, timer rule). */
export function createDeadline(clock: Clock, longestMs: number, reached: () => void): Deadline {
  let wanted: number | null = null;
  let armed: { readonly atMs: number; readonly stop: Stop } | null = null;

  function arm(atMs: number): void {
    const nowMs = clock.monotonicMs();
    const delayMs = Math.min(Math.max(atMs - nowMs, 0), longestMs);
    armed = { atMs: nowMs + delayMs, stop: clock.schedule(delayMs, fire) };
  }

  function fire(): void {
    armed = null;
    if (wanted === null) return;
    if (clock.monotonicMs() < wanted) {
      arm(wanted);
      return;
    }
    wanted = null;
    reached();
  }

  return {
    set(atMs) {
      wanted = atMs;
      if (atMs === null) {
        armed?.stop();
        armed = null;
      } else if (armed === null || atMs < armed.atMs) {
        armed?.stop();
        arm(atMs);
      }
    },
  };
}
