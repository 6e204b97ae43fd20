/** The list's groups: since the outage began, then by day (experience, Body; tokens, companion-dr). */
import { toMs, type Instant } from '../../../shared/domain/instant.ts';
import type { MailRow } from '../../../shared/bridge/mail.ts';

export type GroupTitle =
  | { readonly kind: 'outage'; readonly since: Instant }
  | { readonly kind: 'day'; readonly at: Instant }
  /** Today's mail from before the outage. */
  | { readonly kind: 'earlier-today' };

export type ListEntry =
  /** `count` is null while the group's end is not loaded. */
  | {
      readonly kind: 'title';
      readonly title: GroupTitle;
      readonly key: string;
      readonly count: number | null;
    }
  | { readonly kind: 'row'; readonly row: MailRow; readonly key: string; readonly position: number };

export interface Grouping {
  /** The start of the earliest continuity event the device is in; null in normal mode. */
  readonly outageSince: Instant | null;
  /** A day as a text of its own, in the reader's zone: `2026-11-24`. */
  readonly dayOf: (atMs: number) => string;
  /** Today, as `dayOf` says it. */
  readonly today: string;
}

/** `rows` newest first, the first of `total`. */
export function groupRows(rows: readonly MailRow[], total: number, grouping: Grouping): readonly ListEntry[] {
  const entries: ListEntry[] = [];
  let open: { key: string; titleAt: number; count: number } | null = null;
  const close = (end: boolean): void => {
    if (open === null) return;
    const title = entries[open.titleAt];
    if (title?.kind === 'title') entries[open.titleAt] = { ...title, count: end ? open.count : null };
  };
  rows.forEach((row, position) => {
    const { key, title } = groupOf(row, grouping);
    if (open?.key !== key) {
      close(true);
      open = { key, titleAt: entries.length, count: 0 };
      entries.push({ kind: 'title', key: `group ${key}`, title, count: null });
    }
    open.count += 1;
    entries.push({ kind: 'row', key: row.id, row, position });
  });
  close(rows.length >= total);
  return entries;
}

function groupOf(row: MailRow, { outageSince, dayOf, today }: Grouping): { key: string; title: GroupTitle } {
  const atMs = toMs(row.receivedAt);
  if (outageSince !== null && atMs >= toMs(outageSince)) {
    return { key: 'outage', title: { kind: 'outage', since: outageSince } };
  }
  const day = dayOf(atMs);
  const outageToday = outageSince !== null && dayOf(toMs(outageSince)) === day;
  if (day === today && outageToday) return { key: 'earlier-today', title: { kind: 'earlier-today' } };
  return { key: day, title: { kind: 'day', at: row.receivedAt } };
}
