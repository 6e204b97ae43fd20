/** Where a key leads in the list. */
import type { ListEntry } from './group-rows.ts';

type RowEntry = Extract<ListEntry, { readonly kind: 'row' }>;

/** Rows that a page key moves; about what is in sight. */
const PAGE_ROWS = 6;

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE_ROWS,
  PageUp: -PAGE_ROWS,
  Home: -Infinity,
  End: Infinity,
};

/** The row that `key` leads to from the chosen one, with its place among the entries; null when it leads nowhere. */
export function nextRow(
  entries: readonly ListEntry[],
  chosenId: string | null,
  key: string,
): (RowEntry & { readonly index: number }) | null {
  const step = STEPS[key];
  if (step === undefined) return null;
  const rows = entries.flatMap((entry, index) => (entry.kind === 'row' ? [{ ...entry, index }] : []));
  const at = rows.findIndex(({ row }) => row.id === chosenId);
  const from = at === -1 && step > 0 ? -1 : Math.max(at, 0);
  const to = Math.max(0, Math.min(rows.length - 1, from + step));
  const target = rows[to];
  return target === undefined || to === at ? null : target;
}
