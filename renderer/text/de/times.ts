/** German: days and spans of time. */
import type { Texts } from '../texts-type.ts';

export const times: Texts['times'] = {
  today: 'heute',
  yesterday: 'gestern',
  tomorrow: 'morgen',
  dayAndTime: '{{day}}, {{time}}',
  seconds_one: '{{count}} Sekunde',
  seconds_other: '{{count}} Sekunden',
  minutes_one: '{{count}} Minute',
  minutes_other: '{{count}} Minuten',
  hours_one: '{{count}} Stunde',
  hours_other: '{{count}} Stunden',
  days_one: '{{count}} Tag',
  days_other: '{{count}} Tagen',
  duration: {
    underMinute: 'unter 1 Min.',
    minutes: '{{minutes}} Min.',
    hours: '{{hours}} Std.',
    hoursMinutes: '{{hours}} Std. {{minutes}} Min.',
    days_one: '{{count}} Tg.',
    days_other: '{{count}} Tg.',
    daysHours_one: '{{count}} Tg. {{hours}} Std.',
    daysHours_other: '{{count}} Tg. {{hours}} Std.',
  },
};
