/** What a device is told when it comes back: exactly what changed, or everything (interfaces 3, guarantees "Position"). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../../shared/domain/instant.ts';
import { MAX_FRAME_BYTES } from '../../../shared/domain/limits.ts';
import type { Truth } from '../../../service/channel/ports.ts';
import { createRig, START_MS, type ChannelRig, type Registered } from './channel-rig.ts';
import type { TestDevice } from './test-device.ts';

let rig: ChannelRig;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.close());

const position = (): ReturnType<Truth['position']> => rig.truth.truth.position();
const welcomeOf = (device: TestDevice): Promise<unknown> => device.take('welcome');
const typesOf = (device: TestDevice): readonly string[] => device.messages.map(({ type }) => type);

describe('with an epoch and revision that the service knows', () => {
  it('the snapshot is null and exactly what changed follows, before the token', async () => {
    const registered = await rig.register();
    const known = await rig.addEvent({ description: 'known' });
    const deleted = await rig.addEvent({ description: 'deleted' });
    const before = await position();
    await rig.truth.deleteEvent(deleted);
    await rig.truth.setDisasterRecovery(registered.userId, false);
    const added = await rig.addEvent({ description: 'added' });
    const device = await rig.connect(registered, before);
    expect(device.messages).toMatchObject([
      { type: 'hello' },
      { type: 'welcome', snapshot: null, ...(await position()) },
      { type: 'event-gone', eventId: deleted, reason: 'deleted', revision: before.revision + 1 },
      { type: 'standing', permissions: { disasterRecovery: false }, revision: before.revision + 2 },
      { type: 'event', event: { id: added }, revision: before.revision + 3 },
      { type: 'token' },
    ]);
    expect(JSON.stringify(device.messages)).not.toContain(known);
  });

  it('nothing follows when nothing changed', async () => {
    const registered = await rig.register();
    await rig.addEvent();
    const device = await rig.connect(registered, await position());
    expect(typesOf(device)).toEqual(['hello', 'welcome', 'token']);
    expect(await welcomeOf(device)).toMatchObject({ snapshot: null });
  });
});

describe('a whole snapshot', () => {
  it.each([
    ['for another epoch (G16)', async () => ({ ...(await position()), epoch: 'before-the-restore' })],
    ['for a revision that has not been', async () => ({ ...(await position()), revision: 1_000_000 })],
    ['for a revision without its epoch', async () => ({ revision: (await position()).revision })],
    [
      'for a past that is forgotten',
      async () => {
        const past = await position();
        await rig.addEvent();
        rig.truth.forgetPast();
        return past;
      },
    ],
  ])('%s', async (_name, claim) => {
    const registered = await rig.register();
    const eventId = await rig.addEvent();
    const device = await rig.connect(registered, await claim());
    expect(await welcomeOf(device)).toMatchObject({
      ...(await position()),
      snapshot: { events: expect.arrayContaining([expect.objectContaining({ id: eventId })]) as unknown },
    });
  });

  it('too large for one frame goes on as single events before the token', async () => {
    const registered = await rig.register();
    const description = '\u{1F469}‍\u{1F692}'.repeat(100);
    const ids: string[] = [];
    for (let count = 0; count < 80; count += 1) ids.push(await rig.addEvent({ description }));
    const sizes: number[] = [];
    const device = await rig.open(registered);
    device.ws.on('message', (data: Buffer) => sizes.push(data.length));
    await device.authenticate();
    const welcome = await device.take('welcome');
    await device.take('token');
    const inSnapshot = welcome.snapshot?.events.map(({ id }) => id) ?? [];
    const after = device.messages.flatMap((message) => (message.type === 'event' ? [message.event.id] : []));
    expect(inSnapshot.length).toBeGreaterThan(20);
    expect([...inSnapshot, ...after]).toEqual(ids);
    expect(typesOf(device).at(-1)).toBe('token');
    expect(Math.max(...sizes)).toBeLessThanOrEqual(MAX_FRAME_BYTES);
  });

  it('has events Pending, Current, and Expired in the last five days', async () => {
    const registered = await rig.register();
    const start = { groupId: rig.groupId, startMs: START_MS - 9 * DAY_MS, description: 'd' };
    const recent = await rig.truth.addEvent({ ...start, endMs: START_MS - 4 * DAY_MS });
    await rig.truth.addEvent({ ...start, endMs: START_MS - 6 * DAY_MS });
    const pending = await rig.truth.addEvent({ ...start, startMs: START_MS + 30 * DAY_MS, endMs: null });
    const device = await rig.connect(registered);
    const { snapshot } = await device.take('welcome');
    expect(snapshot?.events.map(({ id }) => id)).toEqual([recent, pending]);
  });
});

describe('a change while the truth is being read (STATES 9)', () => {
  const slowly = async (change: (of: Registered) => Promise<unknown>): Promise<TestDevice> => {
    const reading = withResolvers();
    const reached = withResolvers();
    await rig.close();
    rig = await createRig({}, (truth) => ({
      ...truth,
      async eventsOf(userId, nowMs) {
        const events = await truth.eventsOf(userId, nowMs);
        reached.resolve();
        await reading.promise;
        return events;
      },
    }));
    const registered = await rig.register();
    const device = await rig.open(registered);
    await device.authenticate();
    await reached.promise;
    await change(registered);
    reading.resolve();
    return device;
  };

  it('reaches the device after its token, once', async () => {
    const device = await slowly(() => rig.addEvent({ description: 'in between' }));
    const { revision } = await device.take('event');
    expect(typesOf(device)).toEqual(['hello', 'welcome', 'token', 'event']);
    const { revision: welcomed } = await device.take('welcome');
    expect(revision).toBe(welcomed + 1);
  });

  it('is not told with the catch-up that it is newer than, and not twice', async () => {
    await rig.close();
    rig = await createRig({}, (truth) => ({
      ...truth,
      async changesSince(userId, since, nowMs) {
        // Between the reading of the position and that of the changes.
        await rig.addEvent({ description: 'in between' });
        return truth.changesSince(userId, since, nowMs);
      },
    }));
    const registered = await rig.register();
    const before = await position();
    const device = await rig.connect(registered, before);
    const { revision } = await device.take('event');
    expect(revision).toBe(before.revision + 1);
    expect(typesOf(device)).toEqual(['hello', 'welcome', 'token', 'event']);
  });

  it('reads the standing again when that is what moved', async () => {
    const device = await slowly(async ({ userId }) => {
      await rig.truth.setDisasterRecovery(userId, false);
      await rig.addEvent({ description: 'after it' });
    });
    expect((await device.take('standing')).permissions).toEqual({ disasterRecovery: false });
    await device.take('event');
    expect(typesOf(device)).toEqual(['hello', 'welcome', 'token', 'standing', 'event']);
  });

  it('closes the link of a device revoked meanwhile (G35)', async () => {
    const device = await slowly(({ deviceId }) => rig.truth.revokeDevice(deviceId));
    expect((await device.closed).code).toBe(4003);
    expect(rig.channel.live.onlineCount()).toBe(0);
  });
});

it('a truth that cannot be read ends the link with 1011 and a time to come back (STATES 15)', async () => {
  await rig.close();
  const unreadable = (): Promise<never> => Promise.reject(new Error('disk I/O error'));
  rig = await createRig({}, (truth) => ({ ...truth, standingOf: unreadable }));
  const device = await rig.open(await rig.register());
  await device.authenticate();
  expect(await device.take('bye')).toMatchObject({ code: 1011, retryAfterMs: expect.any(Number) as number });
  expect((await device.closed).code).toBe(1011);
  expect(rig.logged).toMatchObject([{ level: 'error', message: 'a device could not be served' }]);
});

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
