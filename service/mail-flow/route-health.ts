/** Whether a route's server can be reached, and when it is asked again (pure; STATES.md A5). */
import { routeDelayMs } from './retry-policy.ts';

export type RouteHealth =
  | { readonly state: 'up' }
  | {
      readonly state: 'down';
      readonly sinceMs: number;
      readonly failures: number;
      readonly nextAttemptMs: number;
      readonly problem: string;
    };

export const UP: RouteHealth = { state: 'up' };

export function reached(health: RouteHealth): RouteHealth {
  return health.state === 'up' ? health : UP;
}

/** Attempts that were under way together fail together: they count as one. */
export function unreachable(
  health: RouteHealth,
  problem: string,
  { nowMs, chance }: { readonly nowMs: number; readonly chance: number },
): RouteHealth {
  if (health.state === 'down' && nowMs < health.nextAttemptMs) return health;
  const failures = health.state === 'down' ? health.failures + 1 : 1;
  const sinceMs = health.state === 'down' ? health.sinceMs : nowMs;
  return { state: 'down', sinceMs, failures, problem, nextAttemptMs: nowMs + routeDelayMs(failures, chance) };
}

/** How many messages may be under way: one asks for all while nobody knows whether the server is back. */
export function parcelsFor(health: RouteHealth, nowMs: number, underWay: number, most: number): number {
  if (health.state === 'up') return Math.max(0, most - underWay);
  return nowMs >= health.nextAttemptMs && underWay === 0 ? 1 : 0;
}
