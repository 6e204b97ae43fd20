/** When a delivery is tried again, when it lets others pass, and when it is given up (pure). */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';

/** Greylisting ends within minutes; a full mailbox or a broken disk within hours. The last one repeats. */
const DELAYS_MS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
] as const;
const LAST_DELAY_MS = 4 * HOUR_MS;

/** A fifth either way: what failed together does not come back together. */
const JITTER = 0.2;

/** After the `attempts`-th failure; `chance` is uniform in [0, 1). */
export function retryDelayMs(attempts: number, chance: number): number {
  const delayMs = DELAYS_MS[attempts - 1] ?? LAST_DELAY_MS;
  return Math.round(delayMs * (1 - JITTER + 2 * JITTER * chance));
}

/** Order is worth some twenty minutes; after that one message keeps a recipient's other mail waiting no longer. */
export const LANE_PATIENCE_ATTEMPTS = 3;

/** RFC 5321 section 4.5.4.1: at least four to five days, counted from when nothing held it any more. */
const GIVE_UP_AFTER_MS = 5 * DAY_MS;

export function giveUpMs(fromMs: number): number {
  return fromMs + GIVE_UP_AFTER_MS;
}

/** A server that cannot be reached is asked again soon, and less often the longer that lasts. */
const ROUTE_BASE_MS = 5 * SECOND_MS;
const ROUTE_CAP_MS = 5 * MINUTE_MS;

/** After the `failures`-th failure in a row; between a half and the whole of the step. */
export function routeDelayMs(failures: number, chance: number): number {
  const stepMs = Math.min(ROUTE_CAP_MS, ROUTE_BASE_MS * 2 ** Math.min(failures - 1, 10));
  return Math.round(stepMs * (1 + chance) * 0.5);
}
