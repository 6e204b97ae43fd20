/** What a benchmark tells: figures, one JSON line each. */

export interface Figure {
  /** The goal it belongs to, like `F1`; null for a figure that helps to read the others. */
  readonly goal: string | null;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Of what was measured: sizes, repetitions, the single values behind a median. */
  readonly of?: Readonly<Record<string, unknown>>;
}

export interface Bench {
  readonly run: (print: (figure: Figure) => void) => Promise<void>;
}

/** Thrown by a benchmark that cannot run on this machine; the message says what is missing. */
export class BenchSkipped extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BenchSkipped';
  }
}

/** Of at least one value. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** Of at least one value; `share` is between 0 and 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((first, second) => first - second);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new RangeError('no values, no quantile');
  return value;
}
