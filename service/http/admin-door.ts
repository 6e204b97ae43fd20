/** Lets administrators in: the Bearer token, compared in constant time, and a limit on requests (security, limits). */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem, tooManyAttempts } from './problem.ts';

export interface AdminDoor {
  /** A Fastify `onRequest` hook. Throws a 401 or 429 `Problem`. */
  readonly check: (request: FastifyRequest) => Promise<void>;
}

/** Requests of one token; a console page needs a handful a second. */
const REQUESTS_PER_MINUTE = 6000;
/** Wrong tokens from one address; a right one does not count. */
const FAILURES_PER_MINUTE = 60;
const MINUTE_S = 60;

export function createAdminDoor(token: string): AdminDoor {
  const requests = new RateLimiterMemory({ points: REQUESTS_PER_MINUTE, duration: MINUTE_S });
  const failures = new RateLimiterMemory({ points: FAILURES_PER_MINUTE, duration: MINUTE_S });
  const expected = digest(token);
  return {
    async check({ headers, ip }) {
      const given = /^Bearer ([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '')?.[1];
      if (given !== undefined && timingSafeEqual(digest(given), expected)) {
        await spend(requests, 'admin');
        return;
      }
      await spend(failures, ip);
      throw new Problem(401, 'An administrator token is needed: Authorization: Bearer TOKEN.', {
        headers: { 'www-authenticate': 'Bearer' },
      });
    },
  };
}

/** Equal lengths, whatever was sent. */
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) throw tooManyAttempts(refusal.msBeforeNext);
    throw refusal;
  }
}
