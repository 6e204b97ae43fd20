/** The whole device in virtual time: away, restarted, killed, replaced, revoked, and with a service that goes and comes (G9 to G18, G35). */
import { beforeEach, describe, expect, test } from 'vitest';
import { StoreError } from '../../../electron/device/ports.ts';
import { fromMs, HOUR_MS, MINUTE_MS } from '../../../shared/domain/instant.ts';
import { createDeviceRig, settle, START_MS } from './device-rig.ts';
import type { DeviceRig } from './device-rig.ts';
import { sampleEvent } from './sample-event.ts';

const at = (ms: number): string => fromMs(START_MS + ms);
const current = (fields: Parameters<typeof sampleEvent>[0] = {}) =>
  sampleEvent({ start: at(-MINUTE_MS), end: at(HOUR_MS), ...fields });
const mode = (): string => rig.snapshot().mode.mode;
let rig: DeviceRig;
beforeEach(async () => {
  rig = createDeviceRig();
  await rig.signIn();
});

describe('offline', () => {
  test('product 3: over the start of an event it did not know: the start message while it is Current', async () => {
    rig.service.reachable(false);
    rig.service.putEvent(current());
    await rig.pass(10 * MINUTE_MS);
    rig.service.reachable(true);
    await rig.pass(35_000);
    expect([mode(), rig.news()]).toEqual(['dr', ['start Mail is down']]);
  });

  test('G10: over the end of an Eternal event: left within 35 s of contact, with the end message', async () => {
    rig.service.putEvent(current({ end: null }));
    await rig.pass(1);
    rig.service.reachable(false);
    rig.service.putEvent(current({ end: at(5 * MINUTE_MS) }));
    await rig.pass(10 * MINUTE_MS);
    expect(mode()).toBe('dr');
    rig.service.reachable(true);
    await rig.pass(35_000);
    expect([mode(), rig.news()]).toEqual(['normal', ['start Mail is down', 'end Mail is back']]);
  });

  test('G9: over a whole event that it did not know: one quiet line, no notification, no DR', async () => {
    rig.service.reachable(false);
    rig.service.putEvent(current({ start: at(MINUTE_MS), end: at(5 * MINUTE_MS) }));
    await rig.pass(10 * MINUTE_MS);
    rig.service.reachable(true);
    await rig.pass(35_000);
    expect([rig.modes, rig.news()]).toEqual([['normal'], []]);
    expect(rig.snapshot().notices.map(({ kind }) => kind)).toEqual(['missed']);
    expect(rig.service.receipts.map(({ kind }) => kind)).toEqual(['missed']);
  });

  test('not running over a whole event that it knew: the same quiet line, without contact', async () => {
    rig.service.putEvent(current({ start: at(20 * MINUTE_MS), end: at(30 * MINUTE_MS) }));
    await rig.pass(10 * MINUTE_MS);
    rig.service.reachable(false);
    rig.kill();
    await rig.pass(HOUR_MS);
    await rig.startAgain();
    expect([mode(), rig.news()]).toEqual(['normal', []]);
    expect(rig.snapshot().notices.map(({ kind }) => kind)).toEqual(['missed']);
  });

  test('interfaces 3: WebSockets barred, the device polls over HTTP, and says so', async () => {
    rig.service.webSockets(false);
    rig.service.putEvent(current());
    await rig.pass(20_000);
    expect([mode(), rig.snapshot().link.state]).toEqual(['dr', 'polling']);
    expect(rig.service.reports.at(-1)).toMatchObject({ mode: 'dr', events: [{ participates: true }] });
    expect(rig.service.receipts.map(({ kind }) => kind)).toEqual(['start']);
    await rig.pass(6 * MINUTE_MS);
    expect(rig.service.polls()).toBe(3);
    rig.service.webSockets(true);
    // Chance halves the 30 s; after 30 s more this service, which never pings, would be silent.
    await rig.pass(20_000);
    expect(rig.snapshot().link.state).toBe('online');
    expect(rig.modes).toEqual(['normal', 'dr']);
  });

  test('interfaces 3: what it tells while it polls is told until it is acknowledged, and a switch between two polls at once', async () => {
    rig.service.webSockets(false);
    rig.service.acknowledges(false);
    rig.service.putEvent(current());
    await rig.pass(20_000);
    const told = rig.service.receipts.length;
    await rig.pass(MINUTE_MS);
    expect(rig.service.receipts.length).toBeGreaterThan(told);
    rig.service.acknowledges(true);
    await rig.pass(MINUTE_MS);
    const kept = rig.service.receipts.length;
    rig.service.putEvent(current({ end: at(4 * MINUTE_MS) }));
    await rig.pass(2 * MINUTE_MS - 20_000);
    expect([mode(), rig.service.polls()]).toEqual(['normal', 2]);
    expect(rig.service.reports.at(-1)).toMatchObject({ mode: 'normal' });
    expect(rig.service.receipts.slice(kept).map(({ kind }) => kind)).toEqual(['end']);
  });

  test('G3: a half-open link is noticed within 30 s', async () => {
    rig.service.freeze();
    // Half a second later, still within the 30, it has tried again.
    await rig.pass(29_900);
    expect(rig.snapshot().link).toMatchObject({ problem: 'silent' });
  });

  test('K5: a link that dies between two messages of a revision: the second is asked for, although time went on first', async () => {
    await rig.pass(MINUTE_MS - 10_000);
    rig.service.putHalf(current({ id: 'first', end: at(MINUTE_MS) }), current({ id: 'second' }));
    // At this service, which never pings, a link is silent after 29.5 s: a second more, and the next one is just lost.
    await rig.pass(MINUTE_MS - 1000);
    expect([mode(), rig.snapshot().link.state]).toEqual(['dr', 'online']);
  });
});

describe('the service', () => {
  test('G15: restarts again and again: no flicker, no message twice, receipts repeated until acknowledged', async () => {
    rig.service.acknowledges(false);
    rig.service.putEvent(current());
    await rig.pass(1);
    for (let round = 0; round < 5; round += 1) {
      rig.service.close(1012, 1000);
      await rig.pass(10_000);
    }
    expect([rig.modes, rig.news()]).toEqual([['normal', 'dr'], ['start Mail is down']]);
    const ids = new Set(rig.service.receipts.map(({ id }) => id));
    expect([ids.size, rig.service.receipts.length > 1]).toEqual([1, true]);
    rig.service.acknowledges(true);
    rig.service.close(1012, 1000);
    await rig.pass(10_000);
    const sofar = rig.service.receipts.length;
    rig.service.close(1012, 1000);
    await rig.pass(10_000);
    expect(rig.service.receipts).toHaveLength(sofar);
  });

  test('G16: restored from an older backup, the device follows, lower versions and all', async () => {
    rig.service.putEvent(current({ startMessage: 'new' }));
    rig.service.putEvent(current({ startMessage: 'newer' }));
    await rig.pass(1);
    rig.service.restore([
      current({ startMessage: 'old', version: 1 }),
      current({ id: 'event-2', startMessage: 'two' }),
    ]);
    await rig.pass(40_000);
    expect(rig.snapshot().mode.participating.map(({ startMessage }) => startMessage)).toEqual(['old', 'two']);
    rig.service.restore([]);
    await rig.pass(40_000);
    expect(rig.modes).toEqual(['normal', 'dr', 'normal']);
  });

  test('resumes from its position: a welcome without snapshot, after a restart of the device too', async () => {
    rig.service.putEvent(current({ start: at(30 * MINUTE_MS) }));
    await rig.pass(1);
    await rig.startAgain();
    expect(rig.service.authentications.at(-1)).toMatchObject({ epoch: 'epoch-1', revision: 2 });
    expect(rig.snapshot().mode.upcoming).toHaveLength(1);
  });

  test.each([
    ['4009', 4009, 'replaced'],
    ['4001', 4001, 'not-authenticated'],
    ['4012', 4012, 'version-not-served'],
  ] as const)('L9: after %s it waits for a person, who may try again', async (_name, code, problem) => {
    rig.service.close(code);
    await rig.pass(5 * MINUTE_MS);
    expect(rig.snapshot().link).toMatchObject({ state: 'offline', problem });
    await rig.call('link.retryNow', undefined);
    await settle();
    expect(rig.snapshot().link.state).toBe('online');
  });

  test.each([
    ['not JSON', '{'],
    ['no type', '{}'],
    ['a bad field', '{"type":"event","revision":-1}'],
    ['deep nesting', '['.repeat(10_000)],
    ['too large', JSON.stringify({ type: 'ack', id: 'x'.repeat(70_000) })],
  ])('G18: a frame with %s changes nothing and ends the link, which comes back', async (_name, frame) => {
    rig.service.putEvent(current());
    await rig.pass(1);
    rig.service.sendRaw(frame);
    await settle();
    expect(rig.snapshot().link).toMatchObject({ problem: 'bad-frame' });
    await rig.pass(5000);
    expect([rig.snapshot().link.state, rig.modes]).toEqual(['online', ['normal', 'dr']]);
  });

  test('G18: a message of an unknown type is ignored', async () => {
    rig.service.sendRaw('{"type":"from-the-future","x":1}');
    await settle();
    expect(rig.snapshot().link.state).toBe('online');
  });

  test('G35: revoked: everything is wiped, and it says why; nothing connects again', async () => {
    rig.service.putEvent(current());
    await rig.pass(1);
    rig.service.close(4003);
    await rig.pass(1);
    expect(rig.snapshot()).toMatchObject({
      session: { state: 'signed-out', because: 'revoked', email: null },
      notices: [],
    });
    expect(rig.news()).toEqual(['start Mail is down', 'left device-revoked']);
    expect((await rig.records.read('identity')).size + (await rig.records.read('notice')).size).toBe(0);
    const openings = rig.service.openings();
    await rig.pass(5 * MINUTE_MS);
    expect(rig.service.openings()).toBe(openings);
  });
});

describe('this process', () => {
  test('G14: registered while an event is on, it is in DR with the first connection', async () => {
    const late = createDeviceRig();
    late.service.putEvent(current());
    await late.signIn();
    expect([late.snapshot().mode.mode, late.news()]).toEqual(['dr', ['start Mail is down']]);
  });

  test('signs in again after an absence: what ended before this registration is not told', async () => {
    await rig.call('session.signOut', { unsent: 'keep' });
    rig.service.putEvent(current({ start: at(MINUTE_MS), end: at(5 * MINUTE_MS) }));
    await rig.pass(10 * MINUTE_MS);
    await rig.signIn();
    expect(rig.snapshot().link.state).toBe('online');
    expect(rig.snapshot().notices).toEqual([]);
  });

  test('killed and started again: the same device, the same mode before any contact, and no message twice', async () => {
    rig.service.putEvent(current());
    await rig.pass(1);
    rig.kill();
    rig.service.reachable(false);
    await rig.startAgain();
    expect(rig.snapshot()).toMatchObject({ session: { deviceId: 'device-1' }, mode: { mode: 'dr' } });
    expect(rig.news()).toEqual(['start Mail is down']);
  });

  test('N9, G17: killed between deciding and showing: shown after the restart, marked repeated', async () => {
    rig.refuseNotices(true);
    rig.service.putEvent(current());
    await rig.pass(1);
    expect(rig.shown).toEqual([]);
    rig.refuseNotices(false);
    await rig.startAgain();
    expect(rig.shown.map(({ kind, repeated }) => [kind, repeated])).toEqual([['start', true]]);
    await rig.startAgain();
    expect(rig.shown).toHaveLength(1);
  });

  test('what cannot be shown now is shown with the next tick', async () => {
    rig.refuseNotices(true);
    rig.service.putEvent(current());
    await rig.pass(1);
    rig.refuseNotices(false);
    await rig.pass(MINUTE_MS);
    expect(rig.news()).toEqual(['start Mail is down']);
  });

  test('N12, G22: a full disk keeps neither the mode nor the message back, and what was meant is written later', async () => {
    rig.records.refuseWith(new StoreError('disk-full', 'no space'));
    rig.service.putEvent(current());
    await rig.pass(1);
    expect([mode(), rig.news()]).toEqual(['dr', ['start Mail is down']]);
    rig.records.refuseWith(null);
    await rig.pass(MINUTE_MS);
    expect((await rig.records.read('ledger')).size).toBe(1);
    expect((await rig.records.read('continuity-event')).size).toBe(1);
  });

  test('product 3: signing out is a plain notice; nothing is left, and nothing more is told', async () => {
    rig.service.putEvent(current());
    await rig.pass(1);
    await rig.call('session.signOut', { unsent: 'keep' });
    expect(rig.news()).toEqual(['start Mail is down', 'left signed-out']);
    expect(rig.snapshot()).toMatchObject({
      session: { because: 'signed-out', email: 'ada@example.com' },
      mode: { mode: 'normal' },
    });
    rig.service.putEvent(current({ startMessage: 'again' }));
    await rig.pass(5 * MINUTE_MS);
    expect(rig.news()).toEqual([]);
    for (const kind of ['identity', 'continuity-event', 'ledger', 'notice', 'position'] as const) {
      expect((await rig.records.read(kind)).size).toBe(0);
    }
  });

  test('product 4: a disk that refuses to forget is asked again, so that a new process is nobody', async () => {
    rig.records.refuseWith(new StoreError('disk-full', 'no space'));
    expect(await rig.call('session.signOut', { unsent: 'keep' })).toMatchObject({
      problem: { code: 'wipe-failed' },
    });
    await rig.pass(5 * MINUTE_MS);
    rig.records.refuseWith(null);
    await rig.pass(MINUTE_MS);
    expect((await rig.records.read('identity')).size).toBe(0);
    await rig.startAgain();
    expect(rig.snapshot().session).toMatchObject({ state: 'signed-out' });
  });

  test("product 3: the profile is the computer's: it stays over sign-out, a restart and the next sign-in", async () => {
    await rig.call('profile.set', { connectionMode: 800 });
    await rig.call('session.signOut', { unsent: 'keep' });
    await rig.startAgain();
    await rig.signIn();
    expect(rig.snapshot().profile).toMatchObject({ connectionMode: 800, cachedMode: false });
  });

  test('N13: a standing that was lost from disk is no leaving; what ended meanwhile is told as its end', async () => {
    rig.service.putEvent(current());
    await rig.pass(1);
    await rig.records.write([{ kind: 'standing', id: 'self', value: null }]);
    rig.kill();
    rig.service.putEvent(current({ end: at(2 * MINUTE_MS) }));
    await rig.pass(5 * MINUTE_MS);
    await rig.startAgain();
    await rig.pass(MINUTE_MS);
    expect(rig.news()).toEqual(['start Mail is down', 'end Mail is back']);
  });

  test('T8: after a restart without network it is not before what was told, whatever the wall clock says', async () => {
    rig.service.putEvent(current({ start: at(10_000), end: at(HOUR_MS) }));
    await rig.pass(20_000);
    rig.clock.setWall(START_MS - HOUR_MS);
    rig.service.reachable(false);
    rig.kill();
    await rig.startAgain();
    expect([mode(), rig.news()]).toEqual(['dr', ['start Mail is down']]);
  });

  test('T9: signing out right after a jump of the wall clock leaves at once, and says so', async () => {
    rig.service.putEvent(current());
    await rig.pass(1);
    rig.clock.setWall(rig.clock.wallMs() + HOUR_MS);
    await rig.call('session.signOut', { unsent: 'keep' });
    expect(rig.news()).toEqual(['start Mail is down', 'left signed-out']);
  });

  test('K6: an event record that was lost is noticed, and a snapshot asked for', async () => {
    rig.service.putEvent(current());
    await rig.pass(1);
    await rig.records.write([{ kind: 'continuity-event', id: 'event-1', value: null }]);
    await rig.startAgain();
    expect(rig.service.authentications.at(-1)).not.toHaveProperty('revision');
    expect([mode(), rig.news()]).toEqual(['dr', ['start Mail is down']]);
  });

  test('keys that cannot be read: it says so, and registers anew', async () => {
    await rig.records.write([{ kind: 'identity', id: 'self', value: null }]);
    await rig.startAgain();
    expect(rig.snapshot().session).toMatchObject({ state: 'signed-out', because: 'keys-unreadable' });
    await rig.signIn();
    expect(rig.snapshot().session).toMatchObject({ state: 'signed-in' });
  });

  test('notices are dismissed, and only those that exist', async () => {
    rig.service.putEvent(current());
    await rig.pass(1);
    const [notice] = rig.snapshot().notices;
    expect(await rig.call('notices.dismiss', { id: notice?.id ?? '' })).toMatchObject({ ok: true });
    expect(rig.snapshot().notices[0]?.dismissedAt).not.toBeNull();
    expect(await rig.call('notices.dismiss', { id: 'other' })).toMatchObject({ ok: false });
  });
});
