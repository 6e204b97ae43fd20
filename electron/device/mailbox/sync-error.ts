/** Why the cache cannot be brought up to date now, in the words that the window knows. */
export type SyncProblem = 'disk-full' | 'disk-error' | 'service-unreachable' | 'not-allowed';

export class SyncError extends Error {
  readonly problem: SyncProblem;
  /** What the service asked for; null leaves the pace to the device. */
  readonly retryAfterMs: number | null;
  constructor(problem: SyncProblem, message: string, retryAfterMs: number | null = null) {
    super(message);
    this.name = 'SyncError';
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}
