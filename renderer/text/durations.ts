/** Lengths of time in the two largest units, as a plan needs them: `2 h 14 min`, `4 days 8 h`. */
import type { TFunction } from 'i18next';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/instant.ts';

/** Of what is two weeks ahead nobody counts the hours. */
const ONLY_DAYS = 14;

/** To the minute, and from two days on to the hour; less than a minute is said as that. */
export function formatDuration(spanMs: number, t: TFunction): string {
  const minutes = Math.round(Math.abs(spanMs) / MINUTE_MS);
  if (minutes < 1) return t('times.duration.underMinute');
  if (minutes * MINUTE_MS < 2 * DAY_MS) return hoursAndMinutes(minutes, t);
  const allHours = Math.round(Math.abs(spanMs) / HOUR_MS);
  const [days, hours] = [Math.floor(allHours / 24), allHours % 24];
  if (hours === 0 || days >= ONLY_DAYS) return t('times.duration.days', { count: days });
  return t('times.duration.daysHours', { count: days, hours });
}

function hoursAndMinutes(all: number, t: TFunction): string {
  const [hours, minutes] = [Math.floor(all / 60), all % 60];
  if (hours === 0) return t('times.duration.minutes', { minutes });
  return minutes === 0
    ? t('times.duration.hours', { hours })
    : t('times.duration.hoursMinutes', { hours, minutes });
}
