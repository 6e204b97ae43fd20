/** What connected devices hear as it changes (interfaces 3, F2, F3). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE_MS, SECOND_MS } from '../../../shared/domain/instant.ts';
import { createRig, type ChannelRig, type Registered } from './channel-rig.ts';
import type { TestDevice } from './test-device.ts';

let rig: ChannelRig;
let registered: Registered;
let device: TestDevice;
let outsider: TestDevice;

beforeEach(async () => {
  rig = await createRig();
  registered = await rig.register();
  device = await rig.connect(registered);
  const other = await rig.register();
  await rig.truth.setMember(rig.groupId, other.userId, false);
  outsider = await rig.connect(other);
});
afterEach(() => rig.close());

/** A question and its answer: by then everything sent before has arrived. */
async function settled(asked: TestDevice): Promise<void> {
  const echo = String(asked.messages.length);
  asked.send({ type: 'time', echo });
  for (;;) if ((await asked.take('time')).echo === echo) return;
}

const heardBy = async (asked: TestDevice): Promise<readonly string[]> => {
  await settled(asked);
  return asked.messages.slice(3).flatMap(({ type }) => (type === 'time' ? [] : [type]));
};

describe('a continuity event', () => {
  it('reaches the devices of its group and no other', async () => {
    const eventId = await rig.addEvent();
    const message = await device.take('event');
    expect(message).toMatchObject({
      event: { id: eventId },
      revision: (await rig.truth.truth.position()).revision,
    });
    expect(await heardBy(outsider)).toEqual([]);
  });

  it('is gone when deleted, or moved to a group of others', async () => {
    const deleted = await rig.addEvent();
    const moved = await rig.addEvent();
    const otherGroupId = await rig.truth.addGroup('Berlin');
    await rig.truth.deleteEvent(deleted);
    await rig.truth.changeEvent(moved, { groupId: otherGroupId });
    expect(await device.take('event-gone')).toMatchObject({ eventId: deleted, reason: 'deleted' });
    expect(await device.take('event-gone')).toMatchObject({ eventId: moved, reason: 'group-changed' });
    expect(await heardBy(outsider)).toEqual([]);
  });

  it('stays with who is in both groups when it moves', async () => {
    const eventId = await rig.addEvent();
    const otherGroupId = await rig.truth.addGroup('Berlin');
    await rig.truth.setMember(otherGroupId, registered.userId, true);
    await rig.truth.changeEvent(eventId, { groupId: otherGroupId });
    expect(await heardBy(device)).toEqual(['event', 'standing', 'event']);
  });

  it('costs one frame for each device of its group and one read for none (F2, F3)', async () => {
    const { counters } = rig.channel;
    const reads = rig.truth.reads.count;
    const framesOut = counters.framesOut;
    await rig.addEvent();
    await device.take('event');
    expect(counters.framesOut - framesOut).toBe(1);
    expect(rig.truth.reads.count).toBe(reads);
  });

  it('costs nothing at its start and end: no frame, no read, no timer of its own (D0)', async () => {
    const nowMs = rig.clock.nowMs();
    const times = { startMs: nowMs + 5 * SECOND_MS, endMs: nowMs + 8 * SECOND_MS };
    const scheduled = rig.clock.scheduledCount();
    await rig.truth.addEvent({ description: 'Planned', groupId: rig.groupId, ...times });
    await device.take('event');
    const before = { frames: rig.channel.counters.framesOut, reads: rig.truth.reads.count };
    rig.clock.advance(10 * SECOND_MS);
    expect({ frames: rig.channel.counters.framesOut, reads: rig.truth.reads.count }).toEqual(before);
    expect(rig.clock.scheduledCount()).toBe(scheduled);
  });
});

describe('permissions and groups', () => {
  it('reach the devices of that person', async () => {
    await rig.truth.setDisasterRecovery(registered.userId, false);
    expect(await device.take('standing')).toMatchObject({ permissions: { disasterRecovery: false } });
    expect(await heardBy(outsider)).toEqual([]);
  });

  it('bring the events of a group joined and take those of one left (G13)', async () => {
    const eventId = await rig.addEvent();
    await device.take('event');
    await rig.truth.setMember(rig.groupId, registered.userId, false);
    expect(await device.take('event-gone')).toMatchObject({ eventId, reason: 'not-in-affected-group' });
    await rig.addEvent({ description: 'not theirs' });
    expect(await heardBy(device)).toEqual(['event', 'standing', 'event-gone']);
    await rig.truth.setMember(rig.groupId, registered.userId, true);
    await device.take('event');
    await device.take('event');
    expect((await heardBy(device)).slice(3)).toEqual(['standing', 'event', 'event']);
  });

  it('and an event that follow each other at once come in that order, complete', async () => {
    const otherGroupId = await rig.truth.addGroup('Berlin');
    const joined = rig.truth.setMember(otherGroupId, registered.userId, true);
    const times = { startMs: rig.clock.nowMs(), endMs: null };
    const added = rig.truth.addEvent({ description: 'Berlin too', groupId: otherGroupId, ...times });
    await Promise.all([joined, added]);
    expect(await device.take('event')).toMatchObject({ event: { id: await added } });
    expect((await heardBy(device)).filter((type) => type === 'standing')).toHaveLength(1);
  });
});

describe('mailbox hints', () => {
  it('reach owner and readers only', async () => {
    const chief = await rig.register();
    await rig.truth.letRead(registered.userId, chief.userId);
    await device.take('standing');
    const chiefDevice = await rig.connect(chief);
    rig.truth.announce({ kind: 'mailbox', accountId: chief.userId, state: 's7' });
    const hint = { type: 'mailbox', accountId: chief.userId, state: 's7' };
    expect(await chiefDevice.take('mailbox')).toEqual(hint);
    expect(await device.take('mailbox')).toEqual(hint);
    expect(await heardBy(outsider)).toEqual([]);
  });
});

describe('time', () => {
  it('is told to all after the clock was moved, with new tokens', async () => {
    rig.clock.travel(60 * MINUTE_MS);
    rig.truth.announce({ kind: 'clock' });
    for (const asked of [device, outsider]) {
      const { serverTime, echo } = await asked.take('time');
      expect(serverTime).toBe('2026-11-23T10:00:00.000Z');
      expect(echo).toBeUndefined();
    }
    rig.clock.advance(SECOND_MS);
    expect((await device.take('token')).expiresAt > '2026-11-23T10:09').toBe(true);
  });

  it('answers a question with its echo', async () => {
    device.send({ type: 'time', echo: 'abc' });
    expect(await device.take('time')).toEqual({
      type: 'time',
      serverTime: '2026-11-23T09:00:00.000Z',
      echo: 'abc',
    });
  });
});

it('tokens are renewed before they end', async () => {
  for (let minute = 0; minute < 9; minute += 1) {
    // The device answers pings by itself; the service hears it before the next minute.
    for (let beat = 0; beat < 6; beat += 1) {
      rig.clock.advance(10 * SECOND_MS);
      await settled(device);
    }
  }
  await device.take('token');
  expect(rig.channel.live.link(registered.deviceId).state).toBe('online');
});
