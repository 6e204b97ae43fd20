/** Device and service together: away, restarted, registered late, revoked (product 3, G9, G10, G14, G15, G35). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../shared/domain/instant.ts';
import { at, startJourney, type Journey } from './journey-rig.ts';

let journey: Journey;
beforeEach(async () => {
  journey = await startJourney();
});
afterEach(() => journey.stop());

test('G14: registered while an event is on: in DR with the first connection', async () => {
  await journey.addEvent();
  await journey.signIn();
  await journey.untilMode('dr');
  expect(await journey.untilShown(1)).toEqual(['start Mail is down']);
});

test('product 3: a wrong password is an answer at its field, and nothing is registered', async () => {
  const answer = await journey.device().dispatch('session.signIn', {
    serviceUrl: 'http://127.0.0.1:9',
    email: 'ada@north.example',
    password: 'wrong',
  });
  expect(answer).toMatchObject({ ok: false, problem: { code: 'wrong-credentials', field: 'password' } });
  expect((await journey.admin('GET', '/devices'))['items']).toEqual([]);
});

describe('signed in', () => {
  beforeEach(() => journey.signIn());

  test('product 3: offline over the start: the start message while the event is Current', async () => {
    await journey.network(false);
    await journey.addEvent();
    journey.pass(10 * MINUTE_MS);
    expect(journey.modes).toEqual(['normal']);
    await journey.network(true);
    await journey.untilMode('dr');
    expect(await journey.untilShown(1)).toEqual(['start Mail is down']);
  });

  test('G10: offline over End Now: left on contact, with the end message', async () => {
    const eventId = await journey.addEvent();
    await journey.untilShown(1);
    await journey.network(false);
    await journey.admin('POST', `/events/${eventId}/end`);
    journey.pass(10 * MINUTE_MS);
    expect(journey.snapshot().mode.mode).toBe('dr');
    await journey.network(true);
    await journey.untilMode('normal');
    expect(await journey.untilShown(2)).toEqual(['start Mail is down', 'end Mail is back']);
  });

  test('G9: offline over a whole event: one quiet line, receipted; the mode never flips', async () => {
    await journey.network(false);
    await journey.addEvent({ start: at(MINUTE_MS), end: at(5 * MINUTE_MS) });
    journey.pass(10 * MINUTE_MS);
    await journey.network(true);
    await journey.until(({ notices }) => notices.length === 1);
    expect(journey.snapshot().notices).toMatchObject([{ kind: 'missed' }]);
    expect(journey.modes).toEqual(['normal']);
    const { deviceId } = journey.snapshot().session as { readonly deviceId: string };
    const told = await journey.untilService(
      `/devices/${deviceId}`,
      ({ receipts }) => (receipts as readonly unknown[]).length > 0,
    );
    expect(told['receipts']).toMatchObject([{ kind: 'missed' }]);
  });

  test('G15: the service restarts: no flicker, no message twice, and the next change arrives', async () => {
    const eventId = await journey.addEvent();
    await journey.untilShown(1);
    await journey.restartService();
    await journey.until(({ link }) => link.state !== 'online');
    await journey.reconnect();
    expect(journey.modes).toEqual(['normal', 'dr']);
    await journey.admin('POST', `/events/${eventId}/end`);
    await journey.untilMode('normal');
    expect(await journey.untilShown(2)).toEqual(['start Mail is down', 'end Mail is back']);
  });

  test('the device restarts: the same device, in DR before it connects, and no message twice', async () => {
    await journey.addEvent();
    await journey.untilShown(1);
    const { deviceId } = journey.snapshot().session as { readonly deviceId: string };
    await journey.restartDevice();
    expect(journey.snapshot()).toMatchObject({ session: { deviceId }, mode: { mode: 'dr' } });
    await journey.untilOnline();
    expect(await journey.untilShown(1)).toEqual(['start Mail is down']);
    expect((await journey.admin('GET', '/devices'))['items']).toHaveLength(1);
  });

  test('the device is off over the end of a scheduled event: the end message when it starts', async () => {
    await journey.addEvent({ end: at(HOUR_MS) });
    await journey.untilShown(1);
    await journey.network(false);
    journey.pass(3 * MINUTE_MS);
    await journey.device().stop();
    journey.pass(2 * HOUR_MS);
    await journey.restartDevice();
    expect(journey.snapshot().mode.mode).toBe('normal');
    expect(await journey.untilShown(2)).toEqual(['start Mail is down', 'end Mail is back']);
  });

  test('G35: revoked: the link ends, everything is wiped, and it says why', async () => {
    await journey.addEvent();
    await journey.untilShown(1);
    const { deviceId } = journey.snapshot().session as { readonly deviceId: string };
    await journey.admin('DELETE', `/devices/${deviceId}`);
    await journey.until(({ session }) => session.state === 'signed-out');
    expect(journey.snapshot()).toMatchObject({ session: { because: 'revoked' }, mode: { mode: 'normal' } });
    await journey.restartDevice();
    expect(journey.snapshot().session).toMatchObject({ state: 'signed-out', because: 'never-signed-in' });
  });

  test('G35: revoked while it was away: it learns so on contact', async () => {
    const { deviceId } = journey.snapshot().session as { readonly deviceId: string };
    await journey.network(false);
    await journey.admin('DELETE', `/devices/${deviceId}`);
    // It never comes online again.
    void journey.network(true);
    await journey.until(({ session }) => session.state === 'signed-out' && session.because === 'revoked');
  });
});
