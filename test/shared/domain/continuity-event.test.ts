/** Status is a pure function of the event and the time (product 1). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextStatusChangeMs, statusAt } from '../../../shared/domain/continuity-event.ts';
import { fromMs } from '../../../shared/domain/instant.ts';

/** The years 1970 to 9999, which RFC 3339 can write. */
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const timeMs = fc.integer({ min: 0, max: LAST_MS });

const span = fc.record({
  start: timeMs.map(fromMs),
  end: fc.option(timeMs.map(fromMs), { nil: null }),
});

describe('statusAt', () => {
  it('is Pending before the start, Current from the start, Expired from the end (product 1)', () => {
    const event = { start: '2026-11-23T09:00:00.000Z', end: '2026-11-23T11:00:00.000Z' };
    const at = (time: string): string => statusAt(event, Date.parse(time));
    expect(at('2026-11-23T08:59:59.999Z')).toBe('pending');
    expect(at('2026-11-23T09:00:00.000Z')).toBe('current');
    expect(at('2026-11-23T10:59:59.999Z')).toBe('current');
    expect(at('2026-11-23T11:00:00.000Z')).toBe('expired');
  });

  it('never ends an Eternal event', () => {
    fc.assert(
      fc.property(timeMs, timeMs, (startMs, nowMs) => {
        expect(statusAt({ start: fromMs(startMs), end: null }, nowMs)).not.toBe('expired');
      }),
    );
  });

  it('only ever goes forward: Pending, Current, Expired', () => {
    const rank = { pending: 0, current: 1, expired: 2 };
    fc.assert(
      fc.property(span, timeMs, timeMs, (event, oneMs, otherMs) => {
        const [earlier, later] = oneMs <= otherMs ? [oneMs, otherMs] : [otherMs, oneMs];
        expect(rank[statusAt(event, earlier)]).toBeLessThanOrEqual(rank[statusAt(event, later)]);
      }),
    );
  });
});

describe('nextStatusChangeMs', () => {
  it('names exactly the next instant at which the status is another (G7: years ahead too)', () => {
    fc.assert(
      fc.property(span, timeMs, (event, nowMs) => {
        const nextMs = nextStatusChangeMs(event, nowMs);
        const before = statusAt(event, nowMs);
        if (nextMs === null) {
          // Only an event that ends before it starts may change without passing through Current.
          if (event.end === null || event.end > event.start) expect(statusAt(event, LAST_MS)).toBe(before);
          return;
        }
        expect(nextMs).toBeGreaterThan(nowMs);
        expect(statusAt(event, nextMs - 1)).toBe(before);
        expect(statusAt(event, nextMs)).not.toBe(before);
      }),
    );
  });
});
