/** Full jitter from the first retry, doubling to a cap (interfaces 3). */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { backoffDelayMs } from '../../../shared/lib/backoff.ts';
import { RECONNECT } from '../../../shared/protocol/timing.ts';

it('doubles its ceiling from 1 s to 30 s', () => {
  const ceilings = [0, 1, 2, 3, 4, 5, 6, 1000].map((attempt) =>
    backoffDelayMs(RECONNECT, attempt, 0.999_999_999),
  );
  expect(ceilings).toEqual([999, 1999, 3999, 7999, 15_999, 29_999, 29_999, 29_999]);
});

it('is anywhere between nothing and the ceiling', () => {
  fc.assert(
    fc.property(
      fc.nat(2000),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (attempt, chance) => {
        const delayMs = backoffDelayMs(RECONNECT, attempt, chance);
        expect(delayMs).toBeGreaterThanOrEqual(0);
        expect(delayMs).toBeLessThan(RECONNECT.capMs);
        expect(Number.isInteger(delayMs)).toBe(true);
      },
    ),
  );
});
