/** Spreads mail over the last five days as offices do: workdays full, Saturday a little, Sunday hardly, nights empty. */
import { DateTime } from 'luxon';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/instant.ts';
import { windowStartMs } from '../../shared/domain/mail-window.ts';

const ZONE = 'Europe/Berlin';

/** So that nothing of the demo rolls off in its first hours. */
const AFTER_WINDOW_START_MS = 6 * HOUR_MS;
const BEFORE_NOW_MS = 2 * MINUTE_MS;

interface Opening {
  readonly startMs: number;
  readonly endMs: number;
  /** How much mail an hour brings, a workday's being 1. */
  readonly weight: number;
}

export interface WorkingTime {
  /** The instant at a fraction of all working time in the window: 0 the oldest, 1 now. */
  readonly at: (fraction: number) => number;
  /** The instant so many working minutes later, or just before now when that is yet to come. */
  readonly after: (atMs: number, minutes: number) => number;
}

export function createWorkingTime(nowMs: number): WorkingTime {
  const endMs = nowMs - BEFORE_NOW_MS;
  const openings = openingsUntil(nowMs, endMs);
  const weights = openings.map(({ startMs, endMs: until, weight }) => (until - startMs) * weight);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const find = (wanted: number): number => {
    let left = wanted;
    for (const [index, opening] of openings.entries()) {
      const size = weights[index] ?? 0;
      if (left <= size) return Math.floor(opening.startMs + left / opening.weight);
      left -= size;
    }
    return openings.at(-1)?.endMs ?? endMs;
  };
  const workedUntil = (atMs: number): number =>
    openings.reduce(
      (sum, { startMs, endMs: until, weight }) => sum + Math.max(0, Math.min(atMs, until) - startMs) * weight,
      0,
    );
  return {
    at: (fraction) => find(fraction * total),
    after: (atMs, minutes) =>
      Math.max(atMs + MINUTE_MS / 2, find(Math.min(total, workedUntil(atMs) + minutes * MINUTE_MS))),
  };
}

function openingsUntil(nowMs: number, endMs: number): readonly Opening[] {
  const startMs = windowStartMs(nowMs) + AFTER_WINDOW_START_MS;
  const openings: Opening[] = [];
  for (let dayMs = startMs - DAY_MS; dayMs < endMs + DAY_MS; dayMs += DAY_MS) {
    const { from, until, weight } = hoursOf(DateTime.fromMillis(dayMs, { zone: ZONE }).weekday);
    const midnight = DateTime.fromMillis(dayMs, { zone: ZONE }).startOf('day');
    const opening = {
      startMs: Math.max(startMs, midnight.set({ hour: from }).toMillis()),
      endMs: Math.min(endMs, midnight.set({ hour: until, minute: 20 }).toMillis()),
      weight,
    };
    if (opening.endMs > opening.startMs) openings.push(opening);
  }
  // A window that holds no office hour at all does not exist; five days have a workday.
  return openings;
}

const SATURDAY = 6;

function hoursOf(weekday: number): {
  readonly from: number;
  readonly until: number;
  readonly weight: number;
} {
  if (weekday < SATURDAY) return { from: 7, until: 18, weight: 1 };
  return weekday === SATURDAY ? { from: 8, until: 13, weight: 0.2 } : { from: 10, until: 17, weight: 0.05 };
}

/** `{tomorrow}`, `{nextday}` (the workday after that), `{today}`, `{date}` in words of a language, from an instant on. */
export function fillDays(text: string, atMs: number, language: string): string {
  if (!text.includes('{')) return text;
  const today = DateTime.fromMillis(atMs, { zone: ZONE });
  const tomorrow = nextWorkday(today);
  const words: Readonly<Record<string, DateTime>> = { today, tomorrow, nextday: nextWorkday(tomorrow) };
  return text
    .replace(/\{(today|tomorrow|nextday)\}/g, (_match, word: string) =>
      (words[word] ?? today).setLocale(language).toFormat('cccc'),
    )
    .replaceAll('{date}', tomorrow.setLocale(language).toFormat('d LLLL'))
    .replaceAll('{week}', String(today.weekNumber))
    .replaceAll('{year}', String(today.year));
}

function nextWorkday(day: DateTime): DateTime {
  const next = day.plus({ days: 1 });
  return next.weekday >= SATURDAY ? nextWorkday(next) : next;
}
