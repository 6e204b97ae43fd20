/** Lets so many through at once, and then one every so often: the generic cell rate algorithm (ITU-T I.371), by key. */
import { createKeptMap } from './kept-map.ts';

export interface Rate {
  readonly burst: number;
  readonly everyMs: number;
}

export interface Pace {
  /** Takes the next place: how many milliseconds it is away. */
  readonly take: (key: string) => number;
  /** Nobody needed the place after all. */
  readonly giveBack: (key: string) => void;
}

export function createPace({ burst, everyMs }: Rate, kept: number, monotonicMs: () => number): Pace {
  // When all places taken so far will have been earned: the only thing that need be known.
  const earnedMs = createKeptMap<number>(kept);
  return {
    take(key) {
      const nowMs = monotonicMs();
      const atMs = Math.max(nowMs, earnedMs.get(key) ?? 0) + everyMs;
      earnedMs.set(key, atMs);
      return Math.max(0, atMs - nowMs - burst * everyMs);
    },
    giveBack(key) {
      const atMs = (earnedMs.get(key) ?? 0) - everyMs;
      if (atMs <= monotonicMs()) earnedMs.delete(key);
      else earnedMs.set(key, atMs);
    },
  };
}
