/** Finds out who makes a request; guesses are counted, and what is right is never held up by them (G42). */
import { createHash, timingSafeEqual } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal, tooManyAttempts } from '../refusal.ts';
import type { Authenticate } from './guard.ts';
import { actorName, type Principal } from './principal.ts';

/** Security, limits. */
const REQUESTS_PER_MINUTE = 6000;
const WRONG_TOKENS_PER_MINUTE = 100;

const SERVICE_TOKEN: Principal = { kind: 'service-token' };

export function createAuthenticate(adminToken: string): Authenticate {
  const right = digest(adminToken);
  const requests = new RateLimiterMemory({ points: REQUESTS_PER_MINUTE, duration: 60 });
  const wrong = new RateLimiterMemory({ points: WRONG_TOKENS_PER_MINUTE, duration: 60 });
  return async ({ headers, ip }) => {
    const token = bearerOf(headers.authorization);
    // Digests, so that neither length nor first letters of the token show in the time taken.
    if (token !== null && timingSafeEqual(digest(token), right)) {
      await count(requests, actorName(SERVICE_TOKEN));
      return SERVICE_TOKEN;
    }
    if (token !== null) await count(wrong, ip);
    throw new Refusal('not-authenticated', 'not-authenticated', 'an administrator token is needed');
  };
}

/** The credentials of a Bearer header, or null. */
function bearerOf(header: string | undefined): string | null {
  return /^bearer +(\S+)$/iu.exec(header?.trim() ?? '')?.[1] ?? null;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

async function count(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw tooManyAttempts(refusal.msBeforeNext);
    throw refusal;
  }
}
