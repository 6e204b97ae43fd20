/** Where a key leads among the rows of a table. */

const STEPS: Readonly<Record<string, (pageRows: number) => number>> = {
  ArrowDown: () => 1,
  ArrowUp: () => -1,
  PageDown: (pageRows) => pageRows,
  PageUp: (pageRows) => -pageRows,
  Home: () => -Infinity,
  End: () => Infinity,
};

/** The row that `key` leads to from row `at` of `count`; null: the key is none of the table's. `pageRows` are in sight at once. */
export function nextRowIndex(key: string, at: number, count: number, pageRows: number): number | null {
  const step = STEPS[key];
  if (step === undefined || count === 0) return null;
  return Math.max(0, Math.min(count - 1, at + step(Math.max(1, pageRows))));
}
