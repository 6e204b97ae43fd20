/** Nonces of the poll fallback: of this service, for half a minute, for one proof (PROTOCOL.md, G36). */
import { expect, test } from 'vitest';
import { createPollNonces } from '../../../service/devices/poll-nonces.ts';
import { systemChance } from '../../../service/storage/chance.ts';
import { POLL_NONCE_LIFE_MS } from '../../../shared/protocol/poll.ts';

function open() {
  const time = { ms: 1000 };
  return { time, nonces: createPollNonces({ chance: systemChance, monotonicMs: () => time.ms }) };
}

test('G36: two proofs that race with one nonce: the first has it', () => {
  const { nonces } = open();
  const nonce = nonces.issue();
  // Both were fresh when their signatures began to be checked.
  expect([nonces.isFresh(nonce), nonces.isFresh(nonce)]).toEqual([true, true]);
  expect([nonces.use(nonce), nonces.use(nonce)]).toEqual([true, false]);
  expect(nonces.isFresh(nonce)).toBe(false);
});

test('a nonce lasts its half minute, and another service or a forger makes none', () => {
  const { nonces, time } = open();
  const nonce = nonces.issue();
  time.ms += POLL_NONCE_LIFE_MS - 1;
  expect(nonces.isFresh(nonce)).toBe(true);
  time.ms += 1;
  expect(nonces.isFresh(nonce)).toBe(false);
  const [, random = '', seal = ''] = nonce.split('.');
  for (const forged of [
    open().nonces.issue(),
    `${String(time.ms)}.${random}.${seal}`,
    '..',
    '',
    'x'.repeat(500),
  ])
    expect(nonces.isFresh(forged)).toBe(false);
});
