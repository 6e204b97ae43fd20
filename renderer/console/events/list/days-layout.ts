/** Where sixty days of events are drawn (pure): a row for each group, and lanes in it so that neither bars nor words lie upon each other. */
import { DAY_MS, fromMs, toMs } from '../../../../shared/domain/instant.ts';
import type { EventView } from '../../../../shared/http/continuity-events.ts';

export interface DaysSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface DaysBar {
  readonly event: EventView;
  /** Shares of the whole width, 0 to 1. */
  readonly start: number;
  readonly length: number;
  readonly lane: number;
  /** Where there is no room after the bar, its words stand before it. */
  readonly wordsBefore: boolean;
}

export interface DaysRow {
  readonly groupId: string;
  readonly lanes: number;
  readonly bars: readonly DaysBar[];
}

/** Midnight of the reader's, thirty days back and thirty days on: it changes once a day. */
export function daysAround(nowMs: number): DaysSpan {
  const midnight = new Date(nowMs);
  midnight.setHours(0, 0, 0, 0);
  const day = (offset: number): number => new Date(midnight).setDate(midnight.getDate() + offset);
  return { fromMs: day(-30), toMs: day(31) };
}

export function shareOf(atMs: number, { fromMs: from, toMs: to }: DaysSpan): number {
  return Math.max(0, Math.min(1, (atMs - from) / (to - from)));
}

/** `wordsShare`: how wide an event's words are. Groups in the order of their first event. */
export function daysRows(
  events: readonly EventView[],
  span: DaysSpan,
  wordsShare: (event: EventView) => number,
): readonly DaysRow[] {
  const byGroup = new Map<string, EventView[]>();
  for (const event of [...events].sort((a, b) => toMs(a.start) - toMs(b.start))) {
    const own = byGroup.get(event.affectedGroupId) ?? [];
    byGroup.set(event.affectedGroupId, [...own, event]);
  }
  return [...byGroup].map(([groupId, own]) => {
    /** To where each lane is taken. */
    const taken: number[] = [];
    const bars = own.map((event): DaysBar => {
      const start = shareOf(toMs(event.start), span);
      const end = event.end === null ? 1 : shareOf(toMs(event.end), span);
      const words = wordsShare(event);
      const wordsBefore = end + words > 1;
      const from = wordsBefore ? start - words : start;
      const free = taken.findIndex((until) => until <= from);
      const lane = free === -1 ? taken.length : free;
      taken[lane] = wordsBefore ? end : end + words;
      return { event, start, length: end - start, lane, wordsBefore };
    });
    return { groupId, lanes: taken.length, bars };
  });
}

export interface DayMark {
  readonly atMs: number;
  readonly share: number;
}

/** Mondays, by which weeks are counted, and the two days that are not worked. */
export function weekMarks(span: DaysSpan): {
  readonly mondays: readonly DayMark[];
  readonly weekends: readonly (DayMark & { readonly length: number })[];
} {
  const days: DayMark[] = [];
  for (const day = new Date(span.fromMs); day.getTime() < span.toMs; day.setDate(day.getDate() + 1))
    days.push({ atMs: day.getTime(), share: shareOf(day.getTime(), span) });
  const on = (weekday: number) => days.filter(({ atMs }) => new Date(atMs).getDay() === weekday);
  return {
    mondays: on(1),
    weekends: on(6).map((day) => ({ ...day, length: shareOf(day.atMs + 2 * DAY_MS, span) - day.share })),
  };
}

/** For the service: what runs at any instant of the span. */
export function daysPath({ fromMs: from, toMs: to }: DaysSpan): string {
  const asked = { include: 'expired', from: fromMs(from), to: fromMs(to), sort: 'start', limit: '1000' };
  return `/events?${new URLSearchParams(asked).toString()}`;
}
