/** Runs virtual time: after each step everything that it set off in promises is done before the next begins. */
import type { Timeline } from './timeline.ts';

/** Work under way that needs real turns of Node's event loop: a database's group commit, an HTTP request. */
export interface Work {
  readonly track: <Value>(work: Promise<Value>) => Promise<Value>;
  readonly isIdle: () => boolean;
}

export function createWork(): Work {
  let count = 0;
  return {
    async track(work) {
      count += 1;
      try {
        return await work;
      } finally {
        count -= 1;
      }
    },
    isIdle: () => count === 0,
  };
}

/**
 * Runs promises' reactions and next ticks to their end, within this turn. Waiting for a turn instead would cost forty
 * times as much, and there are millions of steps. Not in Node's types; it is what Node itself calls between two timers.
 */
const { _tickCallback: drain } = process as unknown as { readonly _tickCallback: () => void };

/** Steps until `untilMs` of virtual time, `looked` after each; rejects with what a step threw. */
export function runUntil(timeline: Timeline, work: Work, untilMs: number, looked: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    // Never from within a promise's reaction, where reactions cannot be run to their end.
    const turn = (): void => {
      try {
        for (;;) {
          drain();
          if (!work.isIdle()) break;
          looked();
          if (timeline.step(untilMs)) continue;
          resolve();
          return;
        }
        setImmediate(turn);
      } catch (failure) {
        reject(failure instanceof Error ? failure : new Error(String(failure)));
      }
    };
    setImmediate(turn);
  });
}
