/** Local times in an IANA zone, with the gaps and overlaps of daylight saving time (product 1, G6). */
import { DateTime, IANAZone } from 'luxon';
import { HOUR_MS } from './instant.ts';

export interface LocalChoice {
  /** UTC, milliseconds. */
  readonly atMs: number;
  /** `2026-03-29T03:30` in the zone. */
  readonly local: string;
  /** `+02:00`. */
  readonly offset: string;
}

export type LocalResolution =
  | { readonly kind: 'unique'; readonly choice: LocalChoice }
  /** Spring forward: the local time does not exist; the nearest two are offered. */
  | { readonly kind: 'gap'; readonly before: LocalChoice; readonly after: LocalChoice }
  /** Fall back: the local time exists twice; the person is asked which. */
  | { readonly kind: 'ambiguous'; readonly earlier: LocalChoice; readonly later: LocalChoice }
  | { readonly kind: 'not-a-time' };

export function isTimeZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/** How far to look on both sides of a local time for the offsets in force; no zone shifts by more than a day (Apia skipped one). */
const LOOK_AROUND_MS = 30 * HOUR_MS;
const LOCAL_FORMAT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{3})?)?$/;

/** Resolves `local` (`2026-11-23T09:00`, seconds optional) in `zone`, which must be valid. */
export function resolveLocal(local: string, zone: string): LocalResolution {
  const asUtc = DateTime.fromISO(local, { zone: 'utc' });
  if (!LOCAL_FORMAT.test(local) || !asUtc.isValid) return { kind: 'not-a-time' };
  const localMs = asUtc.toMillis();
  const [first, second] = candidates(localMs, zone);
  if (first !== undefined && second !== undefined) {
    return { kind: 'ambiguous', earlier: choiceAt(first, zone), later: choiceAt(second, zone) };
  }
  if (first !== undefined) return { kind: 'unique', choice: choiceAt(first, zone) };
  return gapAround(localMs, zone);
}

/** How an instant reads in a zone. */
export function choiceAt(atMs: number, zone: string): LocalChoice {
  const there = DateTime.fromMillis(atMs, { zone });
  return { atMs, local: there.toFormat("yyyy-MM-dd'T'HH:mm"), offset: there.toFormat('ZZ') };
}

function offsetMs(atMs: number, zone: string): number {
  return DateTime.fromMillis(atMs, { zone }).offset * 60_000;
}

/** The instants whose local reading is `localMs`, ascending: none in a gap, two in an overlap. */
function candidates(localMs: number, zone: string): number[] {
  const offsets = new Set([
    offsetMs(localMs - LOOK_AROUND_MS, zone),
    offsetMs(localMs + LOOK_AROUND_MS, zone),
  ]);
  return [...offsets]
    .map((offset) => localMs - offset)
    .filter((atMs) => atMs + offsetMs(atMs, zone) === localMs)
    .sort((a, b) => a - b);
}

/** The last minute before and the first instant after the transition that swallowed the local time. */
function gapAround(localMs: number, zone: string): LocalResolution {
  let low = localMs - LOOK_AROUND_MS;
  let high = localMs + LOOK_AROUND_MS;
  const before = offsetMs(low, zone);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(middle, zone) === before) low = middle;
    else high = middle;
  }
  return { kind: 'gap', before: choiceAt(high - 60_000, zone), after: choiceAt(high, zone) };
}
