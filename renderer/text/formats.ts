/** Times, days, sizes and counts as a person reads them: 24 hours, local to the reader, the zone where it could be another's. */
import type { TFunction } from 'i18next';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import { formatDuration } from './durations.ts';

export interface Formats {
  /** `12:54` */
  readonly time: (atMs: number) => string;
  /** `today`, `yesterday`, `tomorrow`, a weekday within six days, else `5 March`. */
  readonly day: (atMs: number, nowMs: number) => string;
  /** `today, 12:54` */
  readonly dayTime: (atMs: number, nowMs: number) => string;
  /** `today, 18:00 CET` */
  readonly dayTimeZone: (atMs: number, nowMs: number) => string;
  /** `12 January`, with the year where it is another. */
  readonly date: (atMs: number, nowMs: number) => string;
  /** `23 November 2026, 12:54`, for text that is read on another day. */
  readonly full: (atMs: number) => string;
  readonly number: (value: number) => string;
  /** `412 KB`, powers of 1,000 as people count them. */
  readonly size: (bytes: number) => string;
  /** `40 seconds`, `3 minutes`, `5 hours`, `2 days`; rounded to the nearest, at least one second. */
  readonly span: (spanMs: number) => string;
  /** `2 h 14 min`, `4 days 8 h`: the two largest units. */
  readonly duration: (spanMs: number) => string;
  /** `10 Mar` */
  readonly shortDate: (atMs: number) => string;
  /** `Tue 10 Mar, 15:30`, with the year where it is another. */
  readonly dateTime: (atMs: number, nowMs: number) => string;
  /** `CET`, as of then. */
  readonly zoneName: (atMs: number) => string;
}

const SIZE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `zone` is for tests; without it the system's. */
export function createFormats(locale: string, t: TFunction, zone?: string): Formats {
  const inZone = zone === undefined ? {} : { timeZone: zone };
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, ...inZone });
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const times = format(clock);
  const timesZone = format({ ...clock, timeZoneName: 'short' });
  const weekdays = format({ weekday: 'long' });
  const shortDates = format({ day: 'numeric', month: 'short' });
  const shortDays = format({ weekday: 'short', day: 'numeric', month: 'short' });
  const shortDaysYear = format({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const dates = format({ day: 'numeric', month: 'long' });
  const datesYear = format({ day: 'numeric', month: 'long', year: 'numeric' });
  // A calendar day as a number of days, whatever the zone's clock changes do.
  const dayParts = new Intl.DateTimeFormat('en-CA', { ...inZone, dateStyle: 'short' });
  const dayNumber = (atMs: number) => Date.parse(`${dayParts.format(atMs)}T00:00:00Z`) / DAY_MS;
  const numbers = new Intl.NumberFormat(locale);
  const sizes = SIZE_UNITS.map((unit) => sizeFormat(locale, unit));

  const sameYear = (atMs: number, nowMs: number): boolean =>
    datesYear.format(atMs).slice(-4) === datesYear.format(nowMs).slice(-4);
  const date = (atMs: number, nowMs: number): string =>
    sameYear(atMs, nowMs) ? dates.format(atMs) : datesYear.format(atMs);
  const day = (atMs: number, nowMs: number): string => {
    const daysAhead = dayNumber(atMs) - dayNumber(nowMs);
    if (daysAhead === 0) return t('times.today');
    if (daysAhead === -1) return t('times.yesterday');
    if (daysAhead === 1) return t('times.tomorrow');
    return Math.abs(daysAhead) < 7 ? weekdays.format(atMs) : date(atMs, nowMs);
  };
  const withDay = (clockTimes: Intl.DateTimeFormat) => (atMs: number, nowMs: number) =>
    t('times.dayAndTime', { day: day(atMs, nowMs), time: clockTimes.format(atMs) });

  return {
    time: (atMs) => times.format(atMs),
    day,
    dayTime: withDay(times),
    dayTimeZone: withDay(timesZone),
    date,
    full: (atMs) => t('times.dayAndTime', { day: datesYear.format(atMs), time: times.format(atMs) }),
    number: (value) => numbers.format(value),
    size: (bytes) => formatSize(bytes, sizes),
    span: (spanMs) => formatSpan(spanMs, t),
    shortDate: (atMs) => shortDates.format(atMs),
    duration: (spanMs) => formatDuration(spanMs, t),
    dateTime: (atMs, nowMs) =>
      t('times.dayAndTime', {
        day: (sameYear(atMs, nowMs) ? shortDays : shortDaysYear).format(atMs).replace(',', ''),
        time: times.format(atMs),
      }),
    zoneName: (atMs) => zoneNameOf(timesZone, atMs),
  };
}

function sizeFormat(locale: string, unit: (typeof SIZE_UNITS)[number]): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  });
}

function zoneNameOf(times: Intl.DateTimeFormat, atMs: number): string {
  return times.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/** `today, 12:54` as the first words of a line. */
export function sentenceCase(text: string, locale: string): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase(locale) + text.slice(first.length);
}

function formatSize(bytes: number, sizes: readonly Intl.NumberFormat[]): string {
  const exponent = Math.min(sizes.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** exponent;
  const shown = value >= 10 ? Math.round(value) : value;
  return sizes[exponent]?.format(shown) ?? String(bytes);
}

function formatSpan(spanMs: number, t: TFunction): string {
  const absolute = Math.abs(spanMs);
  if (absolute < 90 * SECOND_MS) {
    return t('times.seconds', { count: Math.max(1, Math.round(absolute / SECOND_MS)) });
  }
  if (absolute < 90 * MINUTE_MS) return t('times.minutes', { count: Math.round(absolute / MINUTE_MS) });
  if (absolute < 48 * HOUR_MS) return t('times.hours', { count: Math.round(absolute / HOUR_MS) });
  return t('times.days', { count: Math.round(absolute / DAY_MS) });
}
