/** A period in days of the reader's calendar, and the instants that it begins and ends at (pure but for the time zone). */
import type { Query } from '../router/routes.ts';

/** From the address's `from` and `to`, days like `2026-11-23`, both included, to what the service is asked. */
export function periodAsked({ from, to, ...filters }: Query): Query {
  return { ...filters, from: startOf(from, 0), to: startOf(to, 1) };
}

/** Empty: none, or none that there is. */
function startOf(day: string | undefined, later: 0 | 1): string {
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(day ?? '');
  if (parts === null) return '';
  const [, year = 0, month = 0, date = 0] = parts.map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
