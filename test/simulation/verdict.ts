/** The first rule that was broken: kept where it was seen, thrown where nothing can swallow it. */

export class Violation extends Error {
  /** A guarantee's number, or what else must always hold. */
  readonly rule: string;
  constructor(rule: string, message: string) {
    super(`${rule}: ${message}`);
    this.name = 'Violation';
    this.rule = rule;
  }
}

export interface Verdict {
  readonly fail: (rule: string, message: string) => void;
  /** Throws what failed first. */
  readonly look: () => void;
}

export function createVerdict(): Verdict {
  let first: Violation | null = null;
  return {
    fail(rule, message) {
      first ??= new Violation(rule, message);
    },
    look() {
      if (first !== null) throw first;
    },
  };
}
