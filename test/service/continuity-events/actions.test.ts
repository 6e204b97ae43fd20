/** What can be done to a saved continuity event, by its status (STATES.md, the table and A1 to A4). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clone, endNow, extend, mayDelete } from '../../../service/continuity-events/actions.ts';
import { statusAt, type ContinuityEvent, type EventStatus } from '../../../shared/domain/continuity-event.ts';
import { fromMs, HOUR_MS, toMs } from '../../../shared/domain/instant.ts';

const NOW_MS = Date.parse('2026-11-23T09:00:00.000Z');

function event(startOffsetMs: number, endOffsetMs: number | null): ContinuityEvent {
  return {
    id: 'e1',
    description: 'Mail is down',
    affectedGroupId: 'london',
    notes: 'n',
    outlookContinuity: true,
    cloudPasswordReset: 'sms',
    expandDistributionLists: true,
    pauseInboundDelivery: true,
    timeZone: 'Europe/London',
    start: fromMs(NOW_MS + startOffsetMs),
    end: endOffsetMs === null ? null : fromMs(NOW_MS + endOffsetMs),
    startMessage: 's',
    endMessage: 'e',
    smsGroupId: 'sms',
    startSms: 'ss',
    startSmsLeadMinutes: 5,
    endSms: 'es',
    version: 3,
  };
}

const SAMPLES: Readonly<Record<EventStatus, ContinuityEvent>> = {
  pending: event(HOUR_MS, 2 * HOUR_MS),
  current: event(-HOUR_MS, 2 * HOUR_MS),
  expired: event(-2 * HOUR_MS, -HOUR_MS),
};
const ETERNAL = event(-HOUR_MS, null);

describe('the table of actions', () => {
  test.each<[EventStatus, string, string, string]>([
    ['pending', 'not-current', 'ok', 'ok'],
    ['current', 'ok', 'ok', 'not-pending'],
    ['expired', 'not-current', 'expired', 'not-pending'],
  ])('%s: End Now %s, extend %s, delete %s', (status, ending, extending, deleting) => {
    const sample = SAMPLES[status];
    const outcome = (result: ReturnType<typeof endNow | typeof mayDelete>): string =>
      result.ok ? 'ok' : result.problem.code;
    expect(statusAt(sample, NOW_MS)).toBe(status);
    expect(outcome(endNow(sample, NOW_MS))).toBe(ending);
    expect(outcome(extend(sample, 60, NOW_MS))).toBe(extending);
    expect(outcome(mayDelete(sample, NOW_MS))).toBe(deleting);
  });

  test('an Eternal event cannot be extended', () => {
    expect(extend(ETERNAL, 60, NOW_MS)).toMatchObject({ ok: false, problem: { code: 'eternal' } });
  });
});

describe('actions', () => {
  test('A1: after End Now the event is Expired at that very instant, even at its start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * HOUR_MS }), (sinceStartMs) => {
        const result = endNow(event(-sinceStartMs, null), NOW_MS);
        expect(result.ok && statusAt(result.value, NOW_MS)).toBe('expired');
      }),
    );
  });

  test('A2: 2 h left and 1 h more are 3 h; extending never ends anything sooner', () => {
    const result = extend(SAMPLES.current, 60, NOW_MS);
    expect(result.ok && toMs(result.value.end ?? '') - NOW_MS).toBe(3 * HOUR_MS);
  });

  test('A2: whatever remains and whatever is added, the sum remains; Pending stays Pending, Current Current', () => {
    const minutes = fc.integer({ min: 1, max: 366 * 24 * 60 });
    fc.assert(
      fc.property(
        fc.integer({ min: -5 * 24, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        minutes,
        (startHours, leftMinutes, added) => {
          const endMs = Math.max(0, startHours * HOUR_MS) + leftMinutes * 60_000;
          const before = event(startHours * HOUR_MS, endMs);
          const result = extend(before, added, NOW_MS);
          if (!result.ok) throw new Error(result.problem.code);
          expect(toMs(result.value.end ?? '') - toMs(before.end ?? '')).toBe(added * 60_000);
          expect(result.value).toEqual({ ...before, end: result.value.end });
          expect(statusAt(result.value, NOW_MS)).toBe(statusAt(before, NOW_MS));
        },
      ),
    );
  });

  test('A2: an extension beyond the calendar is refused', () => {
    const late = { ...SAMPLES.current, end: '9999-12-31T23:00:00.000Z' };
    expect(extend(late, 120, NOW_MS)).toMatchObject({ ok: false, problem: { code: 'beyond-calendar' } });
  });

  test('A3: a clone has every field but id, version and affected group', () => {
    const { id, version, affectedGroupId, ...fields } = SAMPLES.current;
    expect(clone(SAMPLES.current)).toEqual({ ...fields, status: 'new' });
  });
});
