/** A moment's day in the reader's own zone. */

const days = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });

/** `2026-11-24`; for comparing, not for showing. */
export function dayIn(atMs: number): string {
  return days.format(atMs);
}
