/** The computer's clocks and timers. */
import type { Clock } from '../device/ports.ts';

export const systemClock: Clock = {
  wallMs: () => Date.now(),
  monotonicMs: () => performance.now(),
  schedule: (delayMs, run) => {
    const timer = setTimeout(run, Math.max(0, delayMs));
    return () => {
      clearTimeout(timer);
    };
  },
};
