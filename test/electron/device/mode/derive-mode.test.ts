/** The mode from knowledge and time, what is shown of it, and when to look again (product 3; M1 to M5). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveMode } from '../../../../electron/device/mode/derive-mode.ts';
import { modeView } from '../../../../electron/device/mode/mode-view.ts';
import { createScheduler, tickDelayMs } from '../../../../electron/device/mode/scheduler.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, toMs } from '../../../../shared/domain/instant.ts';
import { createSteeredClock } from '../../../fakes/steered-clock.ts';
import { sampleEvent, sampleStanding } from '../sample-event.ts';

const START = toMs('2026-11-23T09:00:00.000Z');
const END = toMs('2026-11-23T11:00:00.000Z');
const ready = { revoked: false, signedIn: true, cachedMode: true };
const events = (...list: readonly ReturnType<typeof sampleEvent>[]) =>
  new Map(list.map((event) => [event.id, event]));

describe('M1: dr exactly while an event has the device participating', () => {
  test.each([
    ['before the start', START - 1, ready, sampleStanding(), 'normal'],
    ['at the start', START, ready, sampleStanding(), 'dr'],
    ['before the end', END - 1, ready, sampleStanding(), 'dr'],
    ['at the end', END, ready, sampleStanding(), 'normal'],
    ['with cached mode off', START, { ...ready, cachedMode: false }, sampleStanding(), 'normal'],
    ['signed out', START, { ...ready, signedIn: false }, sampleStanding(), 'normal'],
    ['outside the group', START, ready, sampleStanding({ groupIds: [] }), 'normal'],
    ['without permission', START, ready, sampleStanding({ disasterRecovery: false }), 'normal'],
    ['before anything was heard', START, ready, null, 'normal'],
  ] as const)('%s', (_name, nowMs, device, standing, mode) => {
    expect(deriveMode(events(sampleEvent()), standing, device, nowMs).mode).toBe(mode);
  });

  test('overlapping events: one mode, both named, the older start first', () => {
    const later = sampleEvent({ id: 'a-later', start: '2026-11-23T10:00:00.000Z', end: null });
    const derived = deriveMode(events(later, sampleEvent()), sampleStanding(), ready, START + 1.5 * HOUR_MS);
    const view = modeView(derived, START, { lastContactMs: null, wokeAtMs: null }, START + 1.5 * HOUR_MS);
    expect(view.participating.map(({ id }) => id)).toEqual(['event-1', 'a-later']);
    expect(derived.nextChangeMs).toBe(END);
  });
});

describe('the view', () => {
  const view = (
    nowMs: number,
    contact = { lastContactMs: nowMs as number | null, wokeAtMs: null as number | null },
    device = ready,
    event = sampleEvent(),
  ) => modeView(deriveMode(events(event), sampleStanding(), device, nowMs), START, contact, nowMs);

  test('product 3: blocked when only cached mode is in the way, with the reason', () => {
    const blocked = view(START, undefined, { ...ready, cachedMode: false });
    expect(blocked).toMatchObject({
      mode: 'normal',
      reasons: ['cached-mode-off'],
      blocked: [{ id: 'event-1' }],
    });
    expect(view(START - 1, undefined, { ...ready, cachedMode: false })).toMatchObject({
      blocked: [],
      upcoming: [{}],
    });
  });

  test('product 1: recovering after the end, while held mail is on its way', () => {
    const event = sampleEvent({ recovering: true, recovery: { delivered: 3, total: 10 } });
    expect(view(END, undefined, ready, event).recovering).toMatchObject({ recovery: { delivered: 3 } });
    expect(view(START, undefined, ready, event).recovering).toBeNull();
  });

  test('M4: an Eternal event and 24 hours without contact is the last known state, still dr', () => {
    const eternal = sampleEvent({ end: null });
    const silentFor = (ms: number) =>
      view(START + 3 * DAY_MS, { lastContactMs: START + 3 * DAY_MS - ms, wokeAtMs: null }, ready, eternal);
    expect(silentFor(DAY_MS - 1).lastKnownAt).toBeNull();
    expect(silentFor(DAY_MS)).toMatchObject({ mode: 'dr', lastKnownAt: '2026-11-25T09:00:00.000Z' });
  });

  test('M5, G4: checking after a wake, until something is heard', () => {
    const woke = START + 8 * HOUR_MS;
    expect(view(woke, { lastContactMs: START, wokeAtMs: woke }).checking).toBe(true);
    expect(view(woke, { lastContactMs: woke - MINUTE_MS, wokeAtMs: woke }).checking).toBe(false);
    expect(view(woke, { lastContactMs: woke + 1, wokeAtMs: woke }).checking).toBe(false);
  });
});

describe('M3, G7: when to look again', () => {
  test('at most 60 s, and exactly at the next change, however far away it is', () => {
    const instant = fc.integer({ min: 0, max: 8e14 });
    fc.assert(
      fc.property(instant, instant, (nowMs, awayMs) => {
        expect(tickDelayMs(nowMs, nowMs + awayMs + 1)).toBe(Math.min(awayMs + 1, MINUTE_MS));
        // What is overdue waits for the next tick: never in a circle without rest.
        expect(tickDelayMs(nowMs + awayMs, nowMs)).toBe(MINUTE_MS);
      }),
    );
  });

  test.each([25 * DAY_MS, 400 * DAY_MS, toMs('9999-12-31T00:00:00.000Z') - START])(
    '%i ms ahead does not fire early',
    (awayMs) => {
      const clock = createSteeredClock(START);
      let fired = 0;
      const scheduler = createScheduler(clock, () => (fired += 1));
      scheduler.plan(START, START + awayMs);
      clock.advance(MINUTE_MS - 1);
      expect(fired).toBe(0);
      expect(clock.longestDelayMs()).toBeLessThanOrEqual(MINUTE_MS);
      scheduler.stop();
    },
  );
});
