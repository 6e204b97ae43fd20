/** What becomes of a delivery, and of its webhook, after an attempt (pure; rules in STATES.md). */
import { retryDelayMs, isGivenUp } from './retry-policy.ts';

export const ATTEMPT_PROBLEMS = [
  'refused-address',
  'timeout',
  'connection',
  'tls',
  'redirect',
  'status',
] as const;

export type Outcome =
  | { readonly kind: 'accepted'; readonly status: number }
  | {
      readonly kind: 'refused';
      /** null: there was no answer. */
      readonly status: number | null;
      readonly problem: (typeof ATTEMPT_PROBLEMS)[number];
    };

export type DeliveryState =
  | { readonly state: 'waiting'; readonly attempts: number; readonly nextAttemptMs: number }
  | { readonly state: 'delivered' | 'failed'; readonly attempts: number };

export type Waiting = Extract<DeliveryState, { state: 'waiting' }>;

/** `chance` is uniform in [0, 1). */
export function nextDelivery(
  { attempts }: Waiting,
  outcome: Outcome,
  { nowMs, chance }: { readonly nowMs: number; readonly chance: number },
): DeliveryState {
  const made = attempts + 1;
  if (outcome.kind === 'accepted') return { state: 'delivered', attempts: made };
  const delayMs = retryDelayMs(made, chance);
  if (delayMs === null) return { state: 'failed', attempts: made };
  return { state: 'waiting', attempts: made, nextAttemptMs: nowMs + delayMs };
}

export type WebhookHealth =
  | { readonly health: 'well' }
  | { readonly health: 'failing'; readonly sinceMs: number }
  | { readonly health: 'given-up'; readonly sinceMs: number };

export function nextHealth(before: WebhookHealth, outcome: Outcome, nowMs: number): WebhookHealth {
  if (outcome.kind === 'accepted') return before.health === 'well' ? before : { health: 'well' };
  if (before.health === 'given-up') return before;
  const sinceMs = before.health === 'failing' ? before.sinceMs : nowMs;
  if (isGivenUp(sinceMs, nowMs)) return { health: 'given-up', sinceMs };
  return before.health === 'failing' ? before : { health: 'failing', sinceMs };
}
