/** Points in time as they travel and are stored: RFC 3339, UTC, milliseconds (interfaces, introduction). */
import { z } from 'zod';

const INSTANT = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** `2026-11-23T09:00:00.000Z`; a date that the calendar lacks (2026-02-29) is refused. */
export const instantSchema = z
  .string()
  .regex(INSTANT, 'must be an RFC 3339 UTC time with milliseconds, like 2026-11-23T09:00:00.000Z')
  .refine((text) => isCalendarDate(text), 'is not a date of the calendar');

export type Instant = string;

export const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

export function toMs(instant: Instant): number {
  return Date.parse(instant);
}

export function fromMs(atMs: number): Instant {
  return new Date(atMs).toISOString();
}

function isCalendarDate(text: string): boolean {
  const atMs = Date.parse(text);
  return !Number.isNaN(atMs) && fromMs(atMs) === text;
}
