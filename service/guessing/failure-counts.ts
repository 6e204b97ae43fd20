/** Counts failures by key in windows of time; a window begins with the first failure in it (security, limits). */
import { createKeptMap } from './kept-map.ts';

export interface FailureRate {
  readonly count: number;
  readonly perMs: number;
}

export interface FailureCounts {
  /** Failures in the window, those under way included. */
  readonly of: (key: string) => number;
  /** One more; milliseconds until the window is over when it is one too many, else null. */
  readonly add: (key: string) => number | null;
  /** It was no failure after all. */
  readonly takeBack: (key: string) => void;
}

export function createFailureCounts(
  rate: FailureRate,
  kept: number,
  monotonicMs: () => number,
): FailureCounts {
  const windows = createKeptMap<{ readonly count: number; readonly untilMs: number }>(kept);
  const current = (key: string) => {
    const window = windows.get(key);
    return window !== undefined && window.untilMs > monotonicMs() ? window : null;
  };
  return {
    of: (key) => current(key)?.count ?? 0,
    add(key) {
      const { count, untilMs } = current(key) ?? { count: 0, untilMs: monotonicMs() + rate.perMs };
      windows.set(key, { count: count + 1, untilMs });
      return count < rate.count ? null : untilMs - monotonicMs();
    },
    takeBack(key) {
      const window = current(key);
      if (window === null) return;
      if (window.count <= 1) windows.delete(key);
      else windows.set(key, { ...window, count: window.count - 1 });
    },
  };
}
