/** What has been read of the service, and how that stands. */
import type { RestProblem } from '../api/rest-types.ts';

export type Reading<Value> =
  | { readonly step: 'loading' }
  /** Nothing to show. */
  | { readonly step: 'failed'; readonly problem: RestProblem }
  | {
      readonly step: 'ready';
      readonly value: Value;
      /** Milliseconds by this computer's clock. */
      readonly readAtMs: number;
      /** The last reading failed: what is shown is older. */
      readonly problem: RestProblem | null;
    };

export const LOADING: Reading<never> = { step: 'loading' };

export function valueOf<Value>(reading: Reading<Value>): Value | null {
  return reading.step === 'ready' ? reading.value : null;
}

export function problemOf(reading: Reading<unknown>): RestProblem | null {
  return reading.step === 'loading' ? null : reading.problem;
}

/** A failed reading does not take away what is shown; what is gone from the service is gone. */
export function withProblem<Value>(before: Reading<Value>, problem: RestProblem): Reading<Value> {
  if (before.step !== 'ready' || problem.kind === 'missing') return { step: 'failed', problem };
  return { ...before, problem };
}
