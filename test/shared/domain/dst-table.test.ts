/** Twelve zones, four transitions each: what does not exist is a gap, what exists twice is asked about (G6). */
import { expect, test } from 'vitest';
import { fromMs, MINUTE_MS } from '../../../shared/domain/instant.ts';
import { choiceAt, resolveLocal } from '../../../shared/domain/time-zone.ts';

const offsetMs = (offset: string): number => {
  const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
  return (offset.startsWith('-') ? -1 : 1) * (60 * hours + minutes) * MINUTE_MS;
};
/** A local time as it would read at an offset, whether or not a clock ever shows it. */
const localAt = (atMs: number, offset: string): string => fromMs(atMs + offsetMs(offset)).slice(0, 16);

test.each([
  // zone, instant of the transition, offset before and after (IANA tz database)
  ['Europe/London', '2026-03-29T01:00Z', '+00:00', '+01:00'],
  ['Europe/London', '2026-10-25T01:00Z', '+01:00', '+00:00'],
  ['Europe/London', '2027-03-28T01:00Z', '+00:00', '+01:00'],
  ['Europe/London', '2027-10-31T01:00Z', '+01:00', '+00:00'],
  ['Europe/Berlin', '2026-03-29T01:00Z', '+01:00', '+02:00'],
  ['Europe/Berlin', '2026-10-25T01:00Z', '+02:00', '+01:00'],
  ['Europe/Berlin', '2027-03-28T01:00Z', '+01:00', '+02:00'],
  ['Europe/Berlin', '2027-10-31T01:00Z', '+02:00', '+01:00'],
  ['America/New_York', '2026-03-08T07:00Z', '-05:00', '-04:00'],
  ['America/New_York', '2026-11-01T06:00Z', '-04:00', '-05:00'],
  ['America/New_York', '2027-03-14T07:00Z', '-05:00', '-04:00'],
  ['America/New_York', '2027-11-07T06:00Z', '-04:00', '-05:00'],
  ['America/St_Johns', '2026-03-08T05:30Z', '-03:30', '-02:30'],
  ['America/St_Johns', '2026-11-01T04:30Z', '-02:30', '-03:30'],
  ['America/St_Johns', '2027-03-14T05:30Z', '-03:30', '-02:30'],
  ['America/St_Johns', '2027-11-07T04:30Z', '-02:30', '-03:30'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z', '+11:00', '+10:30'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z', '+10:30', '+11:00'],
  ['Australia/Lord_Howe', '2027-04-03T15:00Z', '+11:00', '+10:30'],
  ['Australia/Lord_Howe', '2027-10-02T15:30Z', '+10:30', '+11:00'],
  ['Pacific/Apia', '2010-09-26T11:00Z', '-11:00', '-10:00'],
  ['Pacific/Apia', '2011-04-02T14:00Z', '-10:00', '-11:00'],
  ['Pacific/Apia', '2011-09-24T14:00Z', '-11:00', '-10:00'],
  ['Pacific/Apia', '2011-12-30T10:00Z', '-10:00', '+14:00'],
  ['Africa/Casablanca', '2026-02-15T02:00Z', '+01:00', '+00:00'],
  ['Africa/Casablanca', '2026-03-22T02:00Z', '+00:00', '+01:00'],
  ['Africa/Casablanca', '2027-02-07T02:00Z', '+01:00', '+00:00'],
  ['Africa/Casablanca', '2027-03-14T02:00Z', '+00:00', '+01:00'],
  ['Asia/Tehran', '2021-03-21T20:30Z', '+03:30', '+04:30'],
  ['Asia/Tehran', '2021-09-21T19:30Z', '+04:30', '+03:30'],
  ['Asia/Tehran', '2022-03-21T20:30Z', '+03:30', '+04:30'],
  ['Asia/Tehran', '2022-09-21T19:30Z', '+04:30', '+03:30'],
  ['America/Sao_Paulo', '2017-02-19T02:00Z', '-02:00', '-03:00'],
  ['America/Sao_Paulo', '2017-10-15T03:00Z', '-03:00', '-02:00'],
  ['America/Sao_Paulo', '2018-02-18T02:00Z', '-02:00', '-03:00'],
  ['America/Sao_Paulo', '2018-11-04T03:00Z', '-03:00', '-02:00'],
  ['Australia/Sydney', '2026-04-04T16:00Z', '+11:00', '+10:00'],
  ['Australia/Sydney', '2026-10-03T16:00Z', '+10:00', '+11:00'],
  ['Australia/Sydney', '2027-04-03T16:00Z', '+11:00', '+10:00'],
  ['Australia/Sydney', '2027-10-02T16:00Z', '+10:00', '+11:00'],
  ['America/Santiago', '2026-04-05T03:00Z', '-03:00', '-04:00'],
  ['America/Santiago', '2026-09-06T04:00Z', '-04:00', '-03:00'],
  ['America/Santiago', '2027-04-04T03:00Z', '-03:00', '-04:00'],
  ['America/Santiago', '2027-09-05T04:00Z', '-04:00', '-03:00'],
  ['Pacific/Chatham', '2026-04-04T14:00Z', '+13:45', '+12:45'],
  ['Pacific/Chatham', '2026-09-26T14:00Z', '+12:45', '+13:45'],
  ['Pacific/Chatham', '2027-04-03T14:00Z', '+13:45', '+12:45'],
  ['Pacific/Chatham', '2027-09-25T14:00Z', '+12:45', '+13:45'],
] as const)('%s at %s: %s to %s', (zone, instant, before, after) => {
  const atMs = Date.parse(instant);
  const shiftMs = offsetMs(after) - offsetMs(before);
  expect([choiceAt(atMs - 1, zone).offset, choiceAt(atMs, zone).offset]).toEqual([before, after]);
  for (let intoMs = 0; intoMs < Math.abs(shiftMs); intoMs += 5 * MINUTE_MS) {
    if (shiftMs > 0) {
      expect(resolveLocal(localAt(atMs + intoMs, before), zone)).toMatchObject({
        kind: 'gap',
        before: { atMs: atMs - MINUTE_MS },
        after: { atMs },
      });
    } else {
      const local = localAt(atMs + intoMs, after);
      expect(resolveLocal(local, zone)).toMatchObject({
        kind: 'ambiguous',
        earlier: { atMs: atMs + intoMs + shiftMs, local, offset: before },
        later: { atMs: atMs + intoMs, local, offset: after },
      });
    }
  }
  // One minute outside on either side there is one answer.
  for (const aroundMs of [-Math.abs(shiftMs) - MINUTE_MS, Math.abs(shiftMs)]) {
    const { local } = choiceAt(atMs + aroundMs, zone);
    expect(resolveLocal(local, zone)).toMatchObject({ kind: 'unique', choice: { atMs: atMs + aroundMs } });
  }
});
