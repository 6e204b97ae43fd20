/** Counts failures by several keys at once, and says how long to wait when one has too many (security, limits). */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { SECOND_MS } from '../../shared/domain/instant.ts';

export interface FailureRate {
  readonly count: number;
  readonly perMs: number;
}

/** What is counted, by kind of key: a kind that is left out is not counted. */
export type FailureKeys<Kind extends string> = Readonly<Partial<Record<Kind, string>>>;

export interface FailureLimits<Kind extends string> {
  /** Counts the attempt as a failure until it succeeds, so that many at once cannot slip under the limit; null: go on. */
  readonly begin: (keys: FailureKeys<Kind>) => Promise<number | null>;
  readonly succeeded: (keys: FailureKeys<Kind>) => Promise<void>;
}

export function createFailureLimits<Kind extends string>(
  rates: Readonly<Record<Kind, FailureRate>>,
): FailureLimits<Kind> {
  const counters = Object.entries<FailureRate>(rates).map(([kind, { count, perMs }]) => ({
    kind,
    count,
    limiter: new RateLimiterMemory({ points: count, duration: perMs / SECOND_MS }),
  }));
  const counted = (keys: Readonly<Partial<Record<string, string>>>) =>
    counters.flatMap(({ kind, ...counter }) => {
      const key = keys[kind];
      return key === undefined ? [] : [{ ...counter, key }];
    });
  const succeeded = async (keys: FailureKeys<Kind>): Promise<void> => {
    await Promise.all(counted(keys).map(({ limiter, key }) => limiter.reward(key)));
  };
  return {
    succeeded,
    async begin(keys) {
      const waits = counted(keys).map(async ({ limiter, key, count }) => {
        const { consumedPoints, msBeforeNext } = await limiter.penalty(key);
        return consumedPoints > count ? msBeforeNext : 0;
      });
      const waitMs = Math.max(0, ...(await Promise.all(waits)));
      if (waitMs === 0) return null;
      // What was not tried did not fail.
      await succeeded(keys);
      return waitMs;
    },
  };
}
