/** English: days and spans of time. */
export const times = {
  today: 'today',
  yesterday: 'yesterday',
  tomorrow: 'tomorrow',
  dayAndTime: '{{day}}, {{time}}',
  seconds_one: '{{count}} second',
  seconds_other: '{{count}} seconds',
  minutes_one: '{{count}} minute',
  minutes_other: '{{count}} minutes',
  hours_one: '{{count}} hour',
  hours_other: '{{count}} hours',
  days_one: '{{count}} day',
  days_other: '{{count}} days',
} as const;
