/** How many messages a connection may still send: a bucket that fills with time (20 a second, 60 at once). */
import { SECOND_MS } from '../../shared/domain/instant.ts';
import type { ChannelLimits } from './limits.ts';

export interface MessageBudget {
  readonly left: number;
  readonly atMs: number;
}

/** The budget after one more message, or null when there was none left. */
export function spend(
  budget: MessageBudget,
  limit: ChannelLimits['messages'],
  nowMs: number,
): MessageBudget | null {
  const refilled = budget.left + ((nowMs - budget.atMs) * limit.perSecond) / SECOND_MS;
  const left = Math.min(limit.burst, refilled) - 1;
  return left < 0 ? null : { left, atMs: nowMs };
}
