/** When to try again after a link ended, and whether to (interfaces 3, "Reconnect"). */
import { CLOSE_CODES } from '../../../shared/protocol/close-codes.ts';
import {
  AUTHENTICATION_TIMEOUT_MS,
  RECONNECT,
  STABLE_LINK_MS,
  WAKE_RETRY_WITHIN_MS,
} from '../../../shared/protocol/timing.ts';
import { backoffDelayMs } from '../../../shared/lib/backoff.ts';
import { CONNECT_TIMEOUT_MS, MAX_RETRY_AFTER_MS } from './link-state.ts';
import type { LinkProblem, LinkState, Moment } from './link-state.ts';

const LONGEST_TRY_MS = CONNECT_TIMEOUT_MS + AUTHENTICATION_TIMEOUT_MS;

type Waiting = Extract<LinkState, { name: 'waiting' }>;

/** What was tried in vain: its number, and how long it took, of which a link that was up is no part. */
export interface Tried {
  readonly attempt: number;
  readonly spentMs: number;
}

/**
 * `retryAfterMs`, when the service named one, wins over the backoff. Tries begin at most the backoff's cap apart, so that
 * the bound of G2 holds too when the path came back just after a try was lost on it.
 */
export function waitAfter(
  { attempt, spentMs }: Tried,
  problem: LinkProblem,
  retryAfterMs: number | null,
  now: Moment,
): Waiting {
  // Asleep in the middle of it, a computer has tried for hours.
  const policy = { ...RECONNECT, capMs: RECONNECT.capMs - Math.min(spentMs, LONGEST_TRY_MS) };
  const delayMs =
    retryAfterMs === null
      ? backoffDelayMs(policy, attempt, now.chance)
      : Math.min(retryAfterMs, MAX_RETRY_AFTER_MS);
  return { name: 'waiting', attempt: attempt + 1, problem, retryAtMs: now.monotonicMs + delayMs };
}

/** The attempt that the backoff counts from after a link: a stable one starts it anew. */
export function attemptAfterLink(
  link: { readonly attempt: number; readonly sinceMs: number },
  now: Moment,
): number {
  return now.monotonicMs - link.sinceMs >= STABLE_LINK_MS ? 0 : link.attempt;
}

/** Soon, but not every device of a building at once; and not sooner than a service under pressure asked for. */
export function sooner(state: Waiting, now: Moment): Waiting {
  if (state.problem === 'too-many-attempts' || state.problem === 'restarting') return state;
  const retryAtMs = now.monotonicMs + Math.floor(WAKE_RETRY_WITHIN_MS * now.chance);
  return retryAtMs < state.retryAtMs ? { ...state, retryAtMs } : state;
}

export function problemOfClose(code: number): LinkProblem {
  switch (code) {
    case CLOSE_CODES.notAuthenticated:
      return 'not-authenticated';
    case CLOSE_CODES.badFrame:
      return 'bad-frame';
    case CLOSE_CODES.replaced:
      return 'replaced';
    case CLOSE_CODES.versionNotServed:
      return 'version-not-served';
    case CLOSE_CODES.tooManyAttempts:
      return 'too-many-attempts';
    case CLOSE_CODES.restarting:
      return 'restarting';
    default:
      return 'unreachable';
  }
}
