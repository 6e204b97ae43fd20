/** Exponential backoff with full jitter (interfaces 3, "Reconnect"). */
export interface BackoffPolicy {
  readonly baseMs: number;
  readonly factor: number;
  readonly capMs: number;
}

/**
 * The delay before retry number `attempt` (0 is the first), in milliseconds.
 * `chance` is uniform in [0, 1): full jitter, so that a thousand devices cut off together do not come back together.
 */
export function backoffDelayMs(policy: BackoffPolicy, attempt: number, chance: number): number {
  const ceilingMs = Math.min(policy.capMs, policy.baseMs * policy.factor ** Math.min(attempt, 30));
  return Math.floor(ceilingMs * chance);
}
