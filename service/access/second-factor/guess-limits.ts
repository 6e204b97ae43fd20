/** How often a second factor may be guessed by somebody who knows the password (G42). */
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../shared/domain/instant.ts';

/** A guess at a code is right three times in a million: thirty a day would come in once in thirty years. */
const RATES = [
  { count: 5, perMs: 10 * MINUTE_MS },
  { count: 30, perMs: DAY_MS },
] as const;

export interface GuessLimits {
  /** Counts a failure until it succeeds, so that many at once cannot slip under the limit; milliseconds to wait, or null: go on. */
  readonly begin: (key: string) => Promise<number | null>;
  readonly succeeded: (key: string) => Promise<void>;
}

export function createGuessLimits(): GuessLimits {
  const limiters = RATES.map(({ count, perMs }) => ({
    count,
    limiter: new RateLimiterMemory({ points: count, duration: perMs / SECOND_MS }),
  }));
  const succeeded = async (key: string): Promise<void> => {
    await Promise.all(limiters.map(({ limiter }) => limiter.reward(key)));
  };
  return {
    succeeded,
    async begin(key) {
      const waits = limiters.map(async ({ limiter, count }) => {
        const { consumedPoints, msBeforeNext } = await limiter.penalty(key);
        return consumedPoints > count ? msBeforeNext : 0;
      });
      const waitMs = Math.max(...(await Promise.all(waits)));
      if (waitMs === 0) return null;
      // What was not tried did not fail.
      await succeeded(key);
      return waitMs;
    },
  };
}
