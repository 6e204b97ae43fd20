/** Where a key leads among the options of a combobox (pure). */

/** The option that `key` leads to from option `at` of `count`, round and round; -1: none yet. null: the key is the field's. */
export function nextOption(key: string, at: number, count: number): number | null {
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null;
  if (count === 0) return 0;
  const step = key === 'ArrowDown' ? 1 : -1;
  return at < 0 && step < 0 ? count - 1 : (at + step + count) % count;
}
