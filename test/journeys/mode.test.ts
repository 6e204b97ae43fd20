/** Device and service together: every way into and out of DR mode (product 1 to 3, G6 to G14). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/instant.ts';
import { at, startJourney, type Journey } from './journey-rig.ts';

let journey: Journey;
beforeEach(async () => {
  journey = await startJourney();
  await journey.signIn();
});
afterEach(() => journey.stop());

describe('start and end', () => {
  test('product 3: an event that starts now, End Now, and receipts for both messages', async () => {
    const eventId = await journey.addEvent();
    await journey.untilMode('dr');
    await journey.admin('POST', `/events/${eventId}/end`);
    await journey.untilMode('normal');
    expect(await journey.untilShown(2)).toEqual(['start Mail is down', 'end Mail is back']);
    const { deviceId } = journey.snapshot().session as { readonly deviceId: string };
    await journey.untilService(
      `/devices/${deviceId}`,
      ({ receipts }) => (receipts as readonly unknown[]).length === 2,
    );
  });

  test('D0: a scheduled event starts and ends at its instants while the network is down', async () => {
    await journey.addEvent({ start: at(HOUR_MS), end: at(2 * HOUR_MS) });
    await journey.until(({ mode }) => mode.upcoming.length === 1);
    await journey.network(false);
    journey.pass(HOUR_MS - 50);
    expect(journey.modes).toEqual(['normal']);
    journey.pass(100);
    expect(journey.modes).toEqual(['normal', 'dr']);
    await journey.untilShown(1);
    journey.pass(HOUR_MS);
    expect(journey.modes).toEqual(['normal', 'dr', 'normal']);
    expect(await journey.untilShown(2)).toEqual(['start Mail is down', 'end Mail is back']);
  });

  test('G7, product 8: 30 days ahead by the lab clock, in both directions of the event', async () => {
    await journey.addEvent({ start: at(30 * DAY_MS), end: at(31 * DAY_MS) });
    await journey.until(({ mode }) => mode.upcoming.length === 1);
    await journey.travel(30 * DAY_MS - MINUTE_MS);
    expect(journey.modes).toEqual(['normal']);
    await journey.travel(2 * MINUTE_MS);
    await journey.untilMode('dr');
    await journey.travel(DAY_MS);
    await journey.untilMode('normal');
  });

  test('G11: overlapping events: one DR mode, a start and an end for each', async () => {
    const first = await journey.addEvent({ startMessage: 'A on', endMessage: 'A off' });
    await journey.untilShown(1);
    const second = await journey.addEvent({ startMessage: 'B on', endMessage: 'B off' });
    await journey.untilShown(2);
    await journey.admin('POST', `/events/${first}/end`);
    await journey.untilShown(3);
    expect(journey.snapshot().mode.participating.map(({ id }) => id)).toEqual([second]);
    await journey.admin('POST', `/events/${second}/end`);
    await journey.untilMode('normal');
    expect(await journey.untilShown(4)).toEqual(['start A on', 'start B on', 'end A off', 'end B off']);
    expect(journey.modes).toEqual(['normal', 'dr', 'normal']);
  });

  test('G6: a start entered as a local time after the autumn change happens an hour later than before it', async () => {
    await journey.addEvent({
      timeZone: 'Europe/London',
      start: { local: '2027-03-28T02:30' },
      end: { local: '2027-03-28T03:00' },
    });
    await journey.until(({ mode }) => mode.upcoming.length === 1);
    expect(journey.snapshot().mode.upcoming[0]?.start).toBe('2027-03-28T01:30:00.000Z');
    await journey.travel(Date.parse('2027-03-28T01:30:00.000Z') - Date.parse(at(0)));
    await journey.untilMode('dr');
  });
});

describe('moves and edits while Current', () => {
  let eventId: string;
  beforeEach(async () => {
    eventId = await journey.addEvent();
    await journey.untilShown(1);
  });
  const patch = (body: unknown) => journey.admin('PATCH', `/events/${eventId}`, body);

  test('G12: another description is shown and not told; another start message is told', async () => {
    await patch({ description: 'Other words' });
    await journey.until(({ mode }) => mode.participating[0]?.description === 'Other words');
    await patch({ startMessage: 'Until noon' });
    expect(await journey.untilShown(2)).toEqual(['start Mail is down', 'start Until noon']);
  });

  test('G12: shortened into the past it ends', async () => {
    journey.pass(10_000);
    await patch({ end: at(5000) });
    await journey.untilMode('normal');
    expect(await journey.untilShown(2)).toEqual(['start Mail is down', 'end Mail is back']);
  });

  test('G12: moved to the future it is Pending again, and left with a plain notice', async () => {
    await patch({ start: at(HOUR_MS) });
    await journey.untilMode('normal');
    expect(await journey.untilShown(2)).toEqual(['start Mail is down', 'left']);
  });

  test('G13: out of the group and back in', async () => {
    const member = `/groups/${journey.groupId}/members/${journey.userId}`;
    await journey.admin('DELETE', member);
    await journey.untilMode('normal');
    await journey.admin('PUT', member);
    await journey.untilMode('dr');
    expect(await journey.untilShown(2)).toEqual(['start Mail is down', 'left']);
  });

  test('product 2: permission taken away and given back', async () => {
    await journey.admin('PATCH', `/users/${journey.userId}`, { permissions: { disasterRecovery: false } });
    await journey.untilMode('normal');
    expect(journey.snapshot().mode.reasons).toEqual(['no-disaster-recovery-permission']);
    await journey.admin('PATCH', `/users/${journey.userId}`, { permissions: { disasterRecovery: true } });
    await journey.untilMode('dr');
  });

  test('product 3: cached mode off and on', async () => {
    await journey.device().dispatch('profile.set', { connectionMode: 800 });
    await journey.untilMode('normal');
    expect(journey.snapshot().mode.blocked).toHaveLength(1);
    await journey.device().dispatch('profile.set', { connectionMode: 700 });
    await journey.untilMode('dr');
    expect(await journey.untilShown(2)).toEqual(['start Mail is down', 'left']);
  });

  test('the console knows what the device does, and what it showed', async () => {
    const { deviceId } = journey.snapshot().session as { readonly deviceId: string };
    const told = await journey.untilService(
      `/devices/${deviceId}`,
      ({ mode, receipts }) => mode === 'dr' && JSON.stringify(receipts) !== '[]',
    );
    expect(told['receipts']).toMatchObject([{ eventId, kind: 'start' }]);
  });
});
