/** What the window is told about the cache. */
import type { CacheView } from '../../../shared/bridge/snapshot.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { StoreError, type MailCounts } from '../ports.ts';
import { SyncError, type SyncProblem } from './sync-error.ts';
import { isRunning, type SyncState } from './sync-next.ts';

export interface SyncProgress {
  readonly counts: MailCounts;
  readonly expected: number | null;
  /** Of the last run that came through, this start or an earlier one. */
  readonly completeAt: Instant | null;
  readonly problem: SyncProblem | null;
  readonly generation: number;
}

export const NOT_LOOKED_YET = { expected: null, problem: null } as const;

export const NO_PROGRESS: SyncProgress = {
  ...NOT_LOOKED_YET,
  counts: { messages: 0, unread: 0, bytes: 0 },
  completeAt: null,
  generation: 0,
};

export function viewOf(state: SyncState, progress: SyncProgress): CacheView {
  if (state.name === 'stopped' || state.name === 'stopping') return { state: 'off' };
  const { counts, ...rest } = progress;
  return { state: wordFor(state, progress), ...counts, ...rest };
}

/**
 * A look that finds nothing new is no news, and neither is a service that cannot be reached: complete stays complete
 * while nothing is known to be missing. `completeAt` and `problem` say how old that knowledge is.
 */
function wordFor(state: SyncState, progress: SyncProgress): 'waiting' | 'syncing' | 'complete' {
  const { counts, expected, completeAt, problem } = progress;
  if (problem !== null && problem !== 'service-unreachable') return 'waiting';
  const wasAllThere = problem !== null && completeAt !== null;
  const isAllThere = expected === null ? wasAllThere : counts.messages >= expected;
  if (isAllThere) return 'complete';
  return isRunning(state) ? 'syncing' : 'waiting';
}

/** Everything that a run fails with; what the service says outside of the protocol is the service's problem. */
export function problemOf(cause: unknown): SyncProblem {
  if (cause instanceof SyncError) return cause.problem;
  if (cause instanceof StoreError) return cause.code;
  return 'service-unreachable';
}
