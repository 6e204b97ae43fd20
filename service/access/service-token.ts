/** The service's own token: guesses at it are counted, and the right one is never held up by them (G42). */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '../network-of.ts';
import { Refusal, tooManyAttempts } from '../refusal.ts';
import { isSame } from './secrets.ts';

/** Security, limits. */
const WRONG_TOKENS_PER_MINUTE = 100;

export interface ServiceToken {
  readonly isRight: (token: string) => boolean;
  /** Counts a wrong token, and throws what its bearer is told. */
  readonly refuse: (remoteAddress: string) => Promise<never>;
}

export function createServiceToken(right: string): ServiceToken {
  const wrong = new RateLimiterMemory({ points: WRONG_TOKENS_PER_MINUTE, duration: 60 });
  return {
    isRight: (token) => isSame(token, right),
    async refuse(remoteAddress) {
      await consume(wrong, networkOf(remoteAddress));
      throw notAuthenticated();
    },
  };
}

export function notAuthenticated(): Refusal {
  return new Refusal('not-authenticated', 'not-authenticated', 'a session or a token is needed');
}

/** Throws a `Refusal` when there were too many. */
export async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw tooManyAttempts(refusal.msBeforeNext);
    throw refusal;
  }
}
