/** When a delivery is tried again, and when a webhook is given up (pure). */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';

/** A restart, a deployment, a night, a weekend: what keeps a receiver from answering. */
const DELAYS_MS = [
  5 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  DAY_MS,
] as const;

/** A fifth either way: what failed together does not come back together. */
const JITTER = 0.2;

/** After so many failed attempts; `chance` is uniform in [0, 1). null: it was the last. */
export function retryDelayMs(attempts: number, chance: number): number | null {
  const delayMs = DELAYS_MS[attempts - 1];
  return delayMs === undefined ? null : Math.round(delayMs * (1 - JITTER + 2 * JITTER * chance));
}

/** Nothing was accepted for five days: nobody is there any more. */
const GIVEN_UP_AFTER_MS = 5 * DAY_MS;

export function isGivenUp(failingSinceMs: number, nowMs: number): boolean {
  return nowMs - failingSinceMs >= GIVEN_UP_AFTER_MS;
}
