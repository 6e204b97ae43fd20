/** How one resource is read, whole: from its path, or as the answer to a question that is too long for an address. */
import type { z } from 'zod';
import type { RestAnswer } from '../api/rest-types.ts';
import { LOADING, withProblem, type Reading } from './reading.ts';
import type { Source } from './reader.ts';
import type { Timers } from './timers.ts';

export interface ResourceState<Value> {
  readonly reading: Reading<Value>;
  readonly stale: boolean;
}

export function resourceSource<Schema extends z.ZodType>(
  ask: (signal: AbortSignal) => Promise<RestAnswer<z.infer<Schema>>>,
  { nowMs }: Pick<Timers, 'nowMs'>,
): Source<ResourceState<z.infer<Schema>>> {
  return {
    initial: { reading: LOADING, stale: true },
    stale: ({ reading }) => ({ reading, stale: true }),
    next({ stale }) {
      if (!stale) return null;
      return async (signal) => {
        const answer = await ask(signal);
        const readAtMs = nowMs();
        return ({ reading }) => ({
          stale: false,
          reading: answer.ok
            ? { step: 'ready', value: answer.value, readAtMs, problem: null }
            : withProblem(reading, answer.problem),
        });
      };
    },
  };
}
