/** Local times with gaps and overlaps, against the zones that break naive code (G6). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choiceAt, isTimeZone, resolveLocal } from '../../../shared/domain/time-zone.ts';

const utc = (text: string): number => Date.parse(text);

describe('resolveLocal', () => {
  it.each([
    ['Europe/London', '2026-11-23T09:00', '2026-11-23T09:00:00.000Z'],
    ['Europe/Berlin', '2026-07-01T09:00', '2026-07-01T07:00:00.000Z'],
    ['Asia/Kathmandu', '2026-07-01T09:00', '2026-07-01T03:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-01T00:00', '2025-12-31T10:00:00.000Z'],
  ])('%s %s is %s', (zone, local, expected) => {
    const resolved = resolveLocal(local, zone);
    expect(resolved).toMatchObject({ kind: 'unique', choice: { atMs: utc(expected), local } });
  });

  it.each([
    // zone, local time in the gap, last minute before, first instant after
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:59', '2026-03-29T03:00'],
    ['Europe/London', '2026-03-29T01:00', '2026-03-29T00:59', '2026-03-29T02:00'],
    ['America/New_York', '2026-03-08T02:59', '2026-03-08T01:59', '2026-03-08T03:00'],
    ['America/St_Johns', '2026-03-08T02:15', '2026-03-08T01:59', '2026-03-08T03:00'],
    ['Australia/Sydney', '2026-10-04T02:30', '2026-10-04T01:59', '2026-10-04T03:00'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-04T01:59', '2026-10-04T02:30'],
    ['Africa/Casablanca', '2026-03-22T02:30', '2026-03-22T01:59', '2026-03-22T03:00'],
    // Samoa skipped a whole day.
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-29T23:59', '2011-12-31T00:00'],
    ['America/Santiago', '2026-09-06T00:30', '2026-09-05T23:59', '2026-09-06T01:00'],
  ])('%s %s does not exist; the nearest two are offered (product 1)', (zone, local, before, after) => {
    expect(resolveLocal(local, zone)).toMatchObject({
      kind: 'gap',
      before: { local: before },
      after: { local: after },
    });
  });

  it.each([
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    ['America/New_York', '2026-11-01T01:00', '2026-11-01T05:00:00.000Z', '2026-11-01T06:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z'],
    ['Africa/Casablanca', '2026-02-15T02:30', '2026-02-15T01:30:00.000Z', '2026-02-15T02:30:00.000Z'],
    ['America/St_Johns', '2026-11-01T01:30', '2026-11-01T04:00:00.000Z', '2026-11-01T05:00:00.000Z'],
  ])('%s %s exists twice; the person is asked which (product 1)', (zone, local, earlier, later) => {
    expect(resolveLocal(local, zone)).toMatchObject({
      kind: 'ambiguous',
      earlier: { atMs: utc(earlier), local },
      later: { atMs: utc(later), local },
    });
  });

  it.each([
    '2026-02-29T10:00',
    '2026-11-23',
    '09:00',
    '2026-11-23T24:60',
    '10000-01-01T00:00',
    '',
    '2026-11-23T09:00Z',
  ])('refuses %j', (text) => {
    expect(resolveLocal(text, 'Europe/Berlin')).toEqual({ kind: 'not-a-time' });
  });

  const zones = [
    'Europe/London',
    'Europe/Berlin',
    'America/New_York',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Casablanca',
    'Asia/Tehran',
    'America/Sao_Paulo',
    'Asia/Kolkata',
    'America/Santiago',
    'Pacific/Chatham',
  ];

  it('finds every instant again from how it reads in the zone', () => {
    const minute = fc.integer({ min: Date.UTC(2000, 0) / 60_000, max: Date.UTC(2037, 0) / 60_000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), minute, (zone, atMinute) => {
        const atMs = atMinute * 60_000;
        const resolved = resolveLocal(choiceAt(atMs, zone).local, zone);
        const found =
          resolved.kind === 'unique'
            ? [resolved.choice.atMs]
            : resolved.kind === 'ambiguous'
              ? [resolved.earlier.atMs, resolved.later.atMs]
              : [];
        expect(found).toContain(atMs);
      }),
      { numRuns: 500 },
    );
  });
});

describe('isTimeZone', () => {
  it.each([
    ['Europe/Berlin', true],
    ['UTC', true],
    ['Mars/Phobos', false],
    ['', false],
  ])('%j: %s', (zone, expected) => {
    expect(isTimeZone(zone)).toBe(expected);
  });
});
