/** Time as the console needs it, so that tests can steer it. */
import type { Stop } from '../../../shared/lib/emitter.ts';

export interface Timers {
  readonly nowMs: () => number;
  /** Calls once; stopping it in time calls never. */
  readonly after: (delayMs: number, act: () => void) => Stop;
}

export const browserTimers: Timers = {
  nowMs: () => Date.now(),
  after(delayMs, act) {
    const timer = window.setTimeout(act, delayMs);
    return () => window.clearTimeout(timer);
  },
};
