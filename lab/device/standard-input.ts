/** Standard input as lines: the password perhaps, then commands. */
import type { Interface } from 'node:readline';

export interface Lines {
  /** The next line; null at the end of input. */
  readonly next: () => Promise<string | null>;
}

export function linesOf(input: Interface): Lines {
  const iterator: AsyncIterator<string, undefined> = input[Symbol.asyncIterator]();
  return {
    async next() {
      const { done, value } = await iterator.next();
      return done === true ? null : value;
    },
  };
}
