/** The rules of saving a continuity event (product 1; STATES.md E1 to E5), over many texts, times and zones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkEvent, type EventFields } from '../../../service/continuity-events/check-event.ts';
import { eventInputSchema, type EventInput } from '../../../shared/http/continuity-events.ts';
import { DAY_MS, fromMs, HOUR_MS } from '../../../shared/domain/instant.ts';
import { TEXT_LIMITS } from '../../../shared/domain/limits.ts';
import type { FieldProblem } from '../../../service/refusal.ts';

const NOW_MS = Date.parse('2026-11-23T09:00:00.000Z');

function input(given: Record<string, unknown> = {}): EventInput {
  return eventInputSchema.parse({
    description: 'Mail is down',
    affectedGroupId: 'london',
    start: fromMs(NOW_MS),
    end: fromMs(NOW_MS + HOUR_MS),
    ...given,
  });
}

function problems(
  given: Record<string, unknown>,
  former: EventFields | null = null,
): readonly FieldProblem[] {
  const result = checkEvent(input(given), { nowMs: NOW_MS, former });
  return result.ok ? [] : result.problem;
}

function saved(given: Record<string, unknown> = {}): EventFields {
  const result = checkEvent(input(given), { nowMs: NOW_MS, former: null });
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

const codes = (given: Record<string, unknown>, former?: EventFields) =>
  problems(given, former ?? null).map(({ pointer, code }) => `${pointer} ${code}`);

describe('texts', () => {
  const fields = Object.entries(TEXT_LIMITS);
  const clusters = ['a', 'é', '👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'ש', '各', 'e\u0301'];

  test.each(fields)('E2: %s may have %i grapheme clusters, and not one more', (field, limit) => {
    fc.assert(
      fc.property(fc.constantFrom(...clusters), (cluster) => {
        expect(codes({ [field]: cluster.repeat(limit) })).toEqual([]);
        expect(codes({ [field]: cluster.repeat(limit + 1) })).toEqual([`/${field} too-long`]);
      }),
      { numRuns: 10 },
    );
  });

  test('E2: combining marks without end are too long, though they are one cluster', () => {
    expect(codes({ startMessage: `a${'\u0301'.repeat(10_000)}` })).toEqual(['/startMessage too-long']);
  });

  test('E2: controls, direction overrides and invisible separators are taken out; markup stays text', () => {
    const { startMessage, description } = saved({
      startMessage: '<script>\u202ealert\u2066\u0000(1)\ufeff</script>\r\nשלום',
      description: 'Mail\n is\u200b down',
    });
    expect(startMessage).toBe('<script>alert(1)</script>\nשלום');
    expect(description).toBe('Mail is down');
  });

  test('E1: every broken rule is reported at once', () => {
    const given = {
      description: '   ',
      affectedGroupId: '',
      notes: 'x'.repeat(501),
      startSmsLeadMinutes: 1441,
      start: fromMs(NOW_MS - 6 * DAY_MS),
      end: fromMs(NOW_MS - 7 * DAY_MS),
    };
    expect(codes(given).sort()).toEqual([
      '/affectedGroupId required',
      '/description required',
      '/end not-after-start',
      '/notes too-long',
      '/start too-early',
      '/startSmsLeadMinutes out-of-range',
    ]);
  });

  test('any text at all is either saved clean or refused by name, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        const result = checkEvent(input({ notes: text }), { nowMs: NOW_MS, former: null });
        if (result.ok) expect(result.value.notes).not.toMatch(/[\u0000-\u0008\u202a-\u202e\p{Surrogate}]/u);
        else expect(result.problem).toMatchObject([{ pointer: '/notes', code: 'too-long' }]);
      }),
    );
  });
});

describe('SMS', () => {
  test.each([0, 1, 24 * 60])('a start SMS may go out %i minutes before the start', (startSmsLeadMinutes) => {
    expect(codes({ startSms: 'down', startSmsLeadMinutes })).toEqual([]);
  });

  test('product 1: not after the start, and not more than 24 hours before it, whatever the number', () => {
    fc.assert(
      fc.property(fc.integer(), (startSmsLeadMinutes) => {
        const allowed = startSmsLeadMinutes >= 0 && startSmsLeadMinutes <= 1440;
        expect(codes({ startSmsLeadMinutes })).toEqual(allowed ? [] : ['/startSmsLeadMinutes out-of-range']);
      }),
    );
  });
});

describe('times', () => {
  test('a start that is null, as one that is left out, is now by the service’s clock', () => {
    expect(saved({ start: null, end: null }).start).toBe(fromMs(NOW_MS));
    expect(saved({ start: undefined, end: null }).start).toBe(fromMs(NOW_MS));
  });

  test('E3, E4: an Expired event may be edited in everything, and its span only by the rules of a new one', () => {
    const former = { ...saved(), start: fromMs(NOW_MS - 9 * DAY_MS), end: fromMs(NOW_MS - 8 * DAY_MS) };
    const offset = fc.integer({ min: -9 * DAY_MS, max: 9 * DAY_MS });
    fc.assert(
      fc.property(fc.option(offset), fc.option(offset), fc.boolean(), (startMs, endMs, eternal) => {
        const start = startMs === null ? former.start : fromMs(NOW_MS + startMs);
        const end = eternal ? null : endMs === null ? former.end : fromMs(NOW_MS + endMs);
        const early = startMs !== null && start !== former.start && startMs < -5 * DAY_MS;
        const reversed = end !== null && end <= start && (start !== former.start || end !== former.end);
        expect(codes({ notes: 'what was', start, end }, former)).toEqual([
          ...(early ? ['/start too-early'] : []),
          ...(reversed ? ['/end not-after-start'] : []),
        ]);
      }),
    );
  });

  test('E3: a start may lie five days back, and not a millisecond more', () => {
    expect(codes({ start: fromMs(NOW_MS - 5 * DAY_MS) })).toEqual([]);
    expect(codes({ start: fromMs(NOW_MS - 5 * DAY_MS - 1) })).toEqual(['/start too-early']);
  });

  test('E3: a start that is not moved may lie further back', () => {
    const former = { ...saved(), start: fromMs(NOW_MS - 6 * DAY_MS), end: null };
    expect(codes({ start: former.start, end: null, notes: 'on its sixth day' }, former)).toEqual([]);
  });

  test('E4: the end is after the start, whatever the two are', () => {
    const offset = fc.integer({ min: -5 * DAY_MS, max: 400 * DAY_MS });
    fc.assert(
      fc.property(offset, offset, (startOffset, endOffset) => {
        const given = { start: fromMs(NOW_MS + startOffset), end: fromMs(NOW_MS + endOffset) };
        expect(codes(given)).toEqual(endOffset > startOffset ? [] : ['/end not-after-start']);
      }),
    );
  });

  test('E4: an end in the past is accepted: it records an outage that is over', () => {
    expect(codes({ start: fromMs(NOW_MS - 2 * HOUR_MS), end: fromMs(NOW_MS - HOUR_MS) })).toEqual([]);
  });

  test('E5: a local time is taken in the zone of the event', () => {
    const given = { timeZone: 'America/New_York', start: { local: '2026-11-23T09:00' }, end: null };
    expect(saved(given).start).toBe('2026-11-23T14:00:00.000Z');
  });

  test.each([
    ['Europe/Berlin', '2027-03-28T02:30', ['2027-03-28T01:59', '2027-03-28T03:00']],
    ['Australia/Lord_Howe', '2027-10-03T02:15', ['2027-10-03T01:59', '2027-10-03T02:30']],
    ['America/New_York', '2027-03-14T02:30', ['2027-03-14T01:59', '2027-03-14T03:00']],
  ])('G6: in %s %s does not exist, and the nearest two are offered', (timeZone, local, nearest) => {
    const [problem] = problems({ timeZone, start: { local }, end: null });
    expect(problem).toMatchObject({ pointer: '/start', code: 'local-time-does-not-exist' });
    expect(problem?.choices?.map((choice) => choice.local)).toEqual(nearest);
  });

  test('G6: a local time that exists twice asks which, and takes the answer', () => {
    const given = { timeZone: 'Europe/Berlin', end: null };
    const local = '2027-10-31T02:30';
    const [problem] = problems({ ...given, start: { local } });
    expect(problem).toMatchObject({
      code: 'local-time-is-ambiguous',
      choices: [{ offset: '+02:00' }, { offset: '+01:00' }],
    });
    expect(saved({ ...given, start: { local, offset: '+02:00' } }).start).toBe('2027-10-31T00:30:00.000Z');
    expect(saved({ ...given, start: { local, offset: '+01:00' } }).start).toBe('2027-10-31T01:30:00.000Z');
    expect(codes({ ...given, start: { local, offset: '+03:00' } })).toEqual(['/start offset-does-not-fit']);
  });

  test('G6: a choice that was offered is accepted when it is sent back', () => {
    const zones = fc.constantFrom('Europe/London', 'Africa/Casablanca', 'Pacific/Apia', 'America/Sao_Paulo');
    const minute = fc.integer({ min: 0, max: 3 * 365 * 24 * 60 });
    fc.assert(
      fc.property(zones, minute, (timeZone, minutes) => {
        const local = fromMs(NOW_MS + minutes * 60_000).slice(0, 16);
        const [problem] = problems({ timeZone, start: { local }, end: null });
        for (const choice of problem?.choices ?? []) {
          const again = { timeZone, start: { local: choice.local, offset: choice.offset }, end: null };
          expect(saved(again).start).toBe(choice.at);
        }
      }),
    );
  });

  test.each([
    ['a zone of no planet', { timeZone: 'Mars/Phobos' }, '/timeZone unknown-time-zone'],
    ['a day that is none', { start: { local: '2027-02-29T10:00' } }, '/start not-a-time'],
    ['a leap second', { end: { local: '2027-06-30T23:59:60' } }, '/end not-a-time'],
    ['a year of five digits', { end: { local: '10000-01-01T00:00' } }, '/end not-a-time'],
  ])('%s is refused by name', (_what, given, code) => {
    expect(codes(given)).toEqual([code]);
  });
});
