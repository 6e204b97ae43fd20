/** Where inputs come from: a grammar, or a change of one that is kept because it reached something new. */
import fc from 'fast-check';
import type { FuzzTarget } from './fuzz-target.ts';
import { MAX_INPUT_BYTES, mutate } from './mutate.ts';
import type { Random } from './random.ts';

/** Of three inputs one is made by the grammar, two by mutation. */
const GRAMMAR_SHARE = 3;
const GRAMMAR_AT_ONCE = 64;
/** Beyond it the oldest that are no seeds go: a run of hours must not fill memory. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024;

export interface Inputs {
  readonly next: () => Uint8Array;
  readonly keep: (input: Uint8Array) => void;
  readonly kept: () => number;
}

export function createInputs({ seeds, grammar, words }: FuzzTarget, random: Random): Inputs {
  const corpus = seeds.map((seed) => seed.subarray(0, MAX_INPUT_BYTES));
  let keptBytes = 0;
  let made: Uint8Array[] = [];
  const fromGrammar = (): Uint8Array => {
    if (made.length === 0)
      made = fc.sample(grammar, { numRuns: GRAMMAR_AT_ONCE, seed: random.below(2 ** 31) });
    return (made.pop() ?? new Uint8Array()).subarray(0, MAX_INPUT_BYTES);
  };
  return {
    next: () => {
      if (corpus.length === 0 || random.below(GRAMMAR_SHARE) === 0) return fromGrammar();
      return mutate(random.pick(corpus) ?? fromGrammar(), random, corpus, words);
    },
    keep: (input) => {
      corpus.push(input);
      keptBytes += input.length;
      while (keptBytes > MAX_KEPT_BYTES) keptBytes -= corpus.splice(seeds.length, 1)[0]?.length ?? keptBytes;
    },
    kept: () => corpus.length - seeds.length,
  };
}
