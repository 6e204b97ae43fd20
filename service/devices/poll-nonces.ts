/** Nonces of the poll fallback: nothing is kept for those who only ask, so that asking costs no memory (PROTOCOL.md). */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { POLL_NONCE_LIFE_MS } from '../../shared/protocol/poll.ts';
import type { Chance } from '../storage/chance.ts';

export interface PollNonces {
  readonly issue: () => string;
  readonly isFresh: (nonce: string) => boolean;
  /** Once for each nonce, by whoever has proven itself with it; false when somebody did before. */
  readonly use: (nonce: string) => boolean;
}

interface Needs {
  readonly chance: Chance;
  /** Of this process: a nonce does not outlive it. */
  readonly monotonicMs: () => number;
}

const RANDOM_BYTES = 16;
const KEY_BYTES = 32;

export function createPollNonces({ chance, monotonicMs }: Needs): PollNonces {
  const key = chance.token(KEY_BYTES);
  const used = new Map<string, number>();
  const sealOf = (body: string): Buffer => createHmac('sha256', key).update(body).digest();
  const untilMs = (nonce: string): number => {
    const [madeAt = '', random = '', seal = ''] = nonce.split('.', 3);
    const given = Buffer.from(seal, 'base64url');
    const expected = sealOf(`${madeAt}.${random}`);
    const ours = given.length === expected.length && timingSafeEqual(given, expected);
    return ours ? Number(madeAt) + POLL_NONCE_LIFE_MS : 0;
  };
  return {
    issue() {
      const body = `${String(Math.floor(monotonicMs()))}.${chance.token(RANDOM_BYTES)}`;
      return `${body}.${sealOf(body).toString('base64url')}`;
    },
    isFresh: (nonce) => untilMs(nonce) > monotonicMs() && !used.has(nonce),
    use(nonce) {
      for (const [old, until] of used) if (until <= monotonicMs()) used.delete(old);
      if (used.has(nonce)) return false;
      used.set(nonce, untilMs(nonce));
      return true;
    },
  };
}
