/** The whole device in virtual time: modes and notices as the service, the person and the clocks move (product 3, G5 to G13). */
import { beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, fromMs, HOUR_MS, MINUTE_MS } from '../../../shared/domain/instant.ts';
import { connectionModeFor } from '../../../shared/domain/profile.ts';
import { createDeviceRig, START_MS } from './device-rig.ts';
import type { DeviceRig } from './device-rig.ts';
import { GROUP, sampleEvent } from './sample-event.ts';

const at = (ms: number): string => fromMs(START_MS + ms);
let rig: DeviceRig;
beforeEach(async () => {
  rig = createDeviceRig();
  await rig.signIn();
});

const current = (fields: Parameters<typeof sampleEvent>[0] = {}) =>
  sampleEvent({ start: at(-MINUTE_MS), end: at(2 * HOUR_MS), ...fields });
const mode = (): string => rig.snapshot().mode.mode;

describe('start and end', () => {
  test('product 3: an event that starts now is in force as soon as it is heard, and over with End Now', async () => {
    rig.service.putEvent(current({ end: null }));
    await rig.pass(1);
    expect([mode(), rig.news()]).toEqual(['dr', ['start Mail is down']]);
    rig.service.putEvent(current({ end: at(0) }));
    await rig.pass(1);
    expect([mode(), rig.news()]).toEqual(['normal', ['end Mail is back']]);
  });

  test('D0: a scheduled event starts and ends within 50 ms of its instants while the service is dead', async () => {
    rig.service.putEvent(sampleEvent({ start: at(HOUR_MS), end: at(2 * HOUR_MS) }));
    await rig.pass(MINUTE_MS);
    rig.service.reachable(false);
    await rig.pass(HOUR_MS - MINUTE_MS - 1);
    expect([mode(), rig.snapshot().link.state]).toEqual(['normal', 'offline']);
    await rig.pass(50);
    expect(rig.news()).toEqual(['start Mail is down']);
    await rig.pass(HOUR_MS - 50);
    expect(mode()).toBe('dr');
    await rig.pass(50);
    expect([mode(), rig.news()]).toEqual(['normal', ['end Mail is back']]);
  });

  test('G7: an event 30 days ahead does not start early, and no timer is longer than an hour', async () => {
    rig.service.putEvent(sampleEvent({ start: at(30 * DAY_MS), end: null }));
    await rig.pass(1);
    rig.service.reachable(false);
    // The longest part asleep: awake, every minute of it is the same.
    rig.clock.sleep(30 * DAY_MS - 10 * MINUTE_MS, false);
    await rig.pass(9 * MINUTE_MS);
    expect(mode()).toBe('normal');
    await rig.pass(MINUTE_MS);
    expect(mode()).toBe('dr');
    expect(rig.clock.longestDelayMs()).toBeLessThanOrEqual(HOUR_MS);
  });

  test('G11: of two overlapping events each has its start and its end; the mode lasts from the first to the last', async () => {
    rig.service.putEvent(current({ id: 'a', startMessage: 'A on', endMessage: 'A off', end: at(HOUR_MS) }));
    rig.service.putEvent(
      current({
        id: 'b',
        startMessage: 'B on',
        endMessage: 'B off',
        start: at(30 * MINUTE_MS),
        end: at(2 * HOUR_MS),
      }),
    );
    await rig.pass(3 * HOUR_MS);
    expect(rig.news()).toEqual(['start A on', 'start B on', 'end A off', 'end B off']);
    expect(rig.modes).toEqual(['normal', 'dr', 'normal']);
  });
});

describe('moves and edits while Current', () => {
  beforeEach(async () => {
    rig.service.putEvent(current());
    await rig.pass(1);
    rig.news();
  });

  test('G12: a changed text is told again, anything else is not', async () => {
    rig.service.putEvent(current({ description: 'Other words' }));
    await rig.pass(1);
    expect(rig.news()).toEqual([]);
    rig.service.putEvent(current({ startMessage: 'Until noon' }));
    await rig.pass(1);
    expect(rig.news()).toEqual(['start Until noon']);
  });

  test('G12: moved to the future it is left with a plain notice', async () => {
    rig.service.putEvent(current({ start: at(HOUR_MS) }));
    await rig.pass(1);
    expect([mode(), rig.news()]).toEqual(['normal', ['left event-not-current']]);
  });

  test('G13: leaves the group, and comes back: one plain notice, and no second start', async () => {
    rig.service.setStanding({ groupIds: [] });
    rig.service.dropEvent('event-1', 'not-in-affected-group');
    await rig.pass(1);
    expect([mode(), rig.news()]).toEqual(['normal', ['left not-in-affected-group']]);
    rig.service.setStanding({ groupIds: [GROUP] });
    rig.service.putEvent(current());
    await rig.pass(1);
    expect([mode(), rig.news()]).toEqual(['dr', []]);
  });

  test('product 2: permission taken away, with the reason in snapshot and report', async () => {
    rig.service.setStanding({ disasterRecovery: false });
    await rig.pass(1);
    expect(rig.news()).toEqual(['left no-disaster-recovery-permission']);
    expect(rig.snapshot().mode.reasons).toEqual(['no-disaster-recovery-permission']);
    expect(rig.service.reports.at(-1)).toMatchObject({
      mode: 'normal',
      events: [{ eventId: 'event-1', participates: false, reasons: ['no-disaster-recovery-permission'] }],
    });
  });

  test('product 3: cached mode off leaves at once, on enters at once; the second switch says nothing new', async () => {
    await rig.call('profile.set', { connectionMode: connectionModeFor(false) });
    await rig.pass(1);
    expect([mode(), rig.news()]).toEqual(['normal', ['left cached-mode-off']]);
    expect(rig.snapshot().mode.blocked).toMatchObject([{ id: 'event-1' }]);
    await rig.call('profile.set', { connectionMode: connectionModeFor(true) });
    await rig.pass(1);
    expect([mode(), rig.news()]).toEqual(['dr', []]);
  });
});

describe('cached mode', () => {
  test('product 3: off at the start: a blocked notice and no DR; switching it on enters at once', async () => {
    await rig.call('profile.set', { connectionMode: 800 });
    rig.service.putEvent(current());
    await rig.pass(1);
    expect([mode(), rig.news()]).toEqual(['normal', ['blocked cached-mode-off']]);
    await rig.call('profile.set', { connectionMode: 500 });
    await rig.pass(1);
    expect([mode(), rig.news()]).toEqual(['dr', ['start Mail is down']]);
  });

  test('product 3: off: mail is hidden at once and removed after 24 hours of service time', async () => {
    await rig.mail.setSyncState('somewhere');
    await rig.call('profile.set', { connectionMode: 800 });
    const list = { accountId: null, mailbox: 'inbox', unreadOnly: false, offset: 0, limit: 10 } as const;
    expect(rig.snapshot().cache).toEqual({ state: 'off' });
    expect(await rig.call('mail.list', list)).toMatchObject({ ok: false, problem: { code: 'cache-off' } });
    await rig.pass(DAY_MS - MINUTE_MS);
    expect(await rig.mail.syncState()).toBe('somewhere');
    await rig.pass(MINUTE_MS);
    expect(await rig.mail.syncState()).toBeNull();
  });

  test('product 3: on again within the day, nothing is removed', async () => {
    await rig.mail.setSyncState('somewhere');
    await rig.call('profile.set', { connectionMode: 800 });
    await rig.pass(HOUR_MS);
    await rig.call('profile.set', { connectionMode: 700 });
    await rig.pass(DAY_MS);
    expect(await rig.mail.syncState()).not.toBeNull();
  });
});

describe('clocks', () => {
  test.each([-3653 * DAY_MS, -DAY_MS, 3 * HOUR_MS, 3653 * DAY_MS])(
    'G5: a wall clock that jumps by %i ms changes nothing',
    async (byMs) => {
      rig.service.putEvent(sampleEvent({ start: at(HOUR_MS), end: at(2 * HOUR_MS) }));
      await rig.pass(MINUTE_MS);
      rig.service.reachable(false);
      rig.clock.setWall(rig.clock.wallMs() + byMs);
      await rig.pass(HOUR_MS - 2 * MINUTE_MS);
      expect(mode()).toBe('normal');
      await rig.pass(MINUTE_MS);
      expect(mode()).toBe('dr');
      rig.clock.setWall(rig.clock.wallMs() - 2 * byMs);
      await rig.pass(HOUR_MS);
      expect(rig.modes).toEqual(['normal', 'dr', 'normal']);
    },
  );

  test('a computer that is years off is corrected by the first hello', async () => {
    const wrong = createDeviceRig();
    wrong.clock.setWall(START_MS + 3653 * DAY_MS);
    await wrong.signIn();
    expect(wrong.snapshot().clock).toMatchObject({ now: at(0), offsetMs: -3653 * DAY_MS });
  });

  test('lab: the service moves its clock, and the device follows at once', async () => {
    rig.service.putEvent(sampleEvent({ start: at(30 * DAY_MS), end: at(31 * DAY_MS) }));
    rig.service.moveClock(30 * DAY_MS);
    await rig.pass(1);
    expect(mode()).toBe('dr');
    rig.service.moveClock(DAY_MS);
    await rig.pass(1);
    expect(rig.modes).toEqual(['normal', 'dr', 'normal']);
  });

  test.each([true, false])(
    'G4: eight hours asleep over the start without network; monotonic stopped: %s',
    async (stops) => {
      rig.service.putEvent(sampleEvent({ start: at(HOUR_MS), end: at(20 * HOUR_MS) }));
      await rig.pass(MINUTE_MS);
      rig.service.reachable(false);
      rig.clock.sleep(8 * HOUR_MS, stops);
      rig.power('wake');
      await rig.pass(1);
      expect(rig.snapshot().mode).toMatchObject({ mode: 'dr', checking: true });
      rig.service.reachable(true);
      await rig.pass(35_000);
      expect(rig.snapshot().mode).toMatchObject({ mode: 'dr', checking: false });
    },
  );

  test('T8, T2: a restart without network and with a wall clock years behind goes on from the last known time', async () => {
    rig.service.putEvent(current());
    await rig.pass(10 * MINUTE_MS);
    rig.service.reachable(false);
    rig.clock.setWall(START_MS - 3653 * DAY_MS);
    await rig.startAgain();
    expect(mode()).toBe('dr');
    expect(rig.snapshot().clock.offsetMs).toBeNull();
  });
});

test('G6: a start on the night of the clock change is an instant, the same in every zone', async () => {
  rig.service.putEvent(
    sampleEvent({ timeZone: 'Australia/Lord_Howe', start: at(HOUR_MS), end: at(90 * MINUTE_MS) }),
  );
  await rig.pass(HOUR_MS);
  expect(mode()).toBe('dr');
  await rig.pass(30 * MINUTE_MS);
  expect(mode()).toBe('normal');
});
