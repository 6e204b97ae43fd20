/** Waiting that bounds progress, not time: a busy machine may take ten times as long, and what hangs is told by where it stands still. */
import { expect } from 'vitest';
import { MINUTE_MS } from '../../shared/domain/instant.ts';

/** More than the longest silence that the product allows itself: thirty seconds, twice, and what a busy machine adds. */
export const STANDSTILL_MS = 1.5 * MINUTE_MS;

/** For the whole of it: the test's own limit comes before. */
const NEVER_MS = 60 * MINUTE_MS;
const EVERY_MS = 20;

/** Looks again and again until it is so; rejects when `state`, whatever that tells, has not changed for long. */
export async function untilSo(isSo: () => boolean | Promise<boolean>, state: () => unknown): Promise<void> {
  let last = '';
  let changedMs = performance.now();
  const look = async (): Promise<string> => {
    if (await isSo()) return 'so';
    const now = JSON.stringify(state());
    if (now !== last) [last, changedMs] = [now, performance.now()];
    return performance.now() - changedMs < STANDSTILL_MS ? 'not yet' : `stands still at ${now}`;
  };
  let outcome = '';
  const looked = async (): Promise<string> => (outcome = await look());
  await expect.poll(looked, { timeout: NEVER_MS, interval: EVERY_MS }).not.toBe('not yet');
  expect(outcome).toBe('so');
}
