/** What a fuzz target is: a parser of outside input, what feeds it, and what it promises whatever comes. */
import type { Arbitrary } from 'fast-check';

export interface FuzzTarget {
  /** Inputs worth changing: corpora, and what real peers say. */
  readonly seeds: readonly Uint8Array[];
  /** Well-formed and nearly well-formed inputs. */
  readonly grammar: Arbitrary<Uint8Array>;
  /** Words that matter to the parser, for mutation. */
  readonly words: readonly string[];
  readonly open: () => Promise<OpenTarget>;
}

export interface OpenTarget {
  /** Throws when a promise is broken: an error that is not declared, or a result that must not be. */
  readonly run: (input: Uint8Array) => void | Promise<void>;
  readonly close: () => Promise<void>;
}

/** A promise that a parser made and did not keep. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

export function promise(kept: boolean, what: string): asserts kept {
  if (!kept) throw new BrokenPromise(what);
}

/** The shape in which a module of `targets/` gives its target. */
export interface TargetModule {
  readonly target: FuzzTarget;
}
