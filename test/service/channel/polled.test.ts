/** Devices that only poll: reachable for as long as a poll may take, and no longer than that by themselves (interfaces 3). */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOUR_MS } from '../../../shared/domain/instant.ts';
import { POLL_INTERVAL_MS, POLLED_FOR_MS } from '../../../shared/protocol/timing.ts';
import { WHEEL_TICK_MS } from '../../../service/channel/deadline-wheel.ts';
import { createRig, START_MS, type ChannelRig, type Registered } from './channel-rig.ts';

let rig: ChannelRig;
let device: Registered;
let moved: string[];
beforeEach(async () => {
  rig = await createRig();
  device = await rig.register();
  moved = [];
  rig.channel.live.subscribe((id) => moved.push(id));
});
afterEach(() => rig.close());

const link = () => rig.channel.live.link(device.deviceId);

it('is reachable from one poll to the next, and from the one that did not come on no more', () => {
  expect(link()).toEqual({ state: 'offline' });
  rig.channel.polled(device.deviceId);
  expect(link()).toEqual({ state: 'polling', polledAtMs: START_MS });
  rig.clock.advance(POLL_INTERVAL_MS);
  rig.channel.polled(device.deviceId);
  rig.clock.advance(POLLED_FOR_MS - WHEEL_TICK_MS);
  expect(link()).toEqual({ state: 'polling', polledAtMs: START_MS + POLL_INTERVAL_MS });
  expect(rig.channel.live.pollingCount()).toBe(1);
  moved = [];
  rig.clock.advance(2 * WHEEL_TICK_MS);
  expect(link()).toEqual({ state: 'offline' });
  expect(rig.channel.live.pollingCount()).toBe(0);
  // Whoever looks at it is told without asking.
  expect(moved).toEqual([device.deviceId]);
});

it('is not made reachable for longer by a clock that an administrator moves', () => {
  rig.channel.polled(device.deviceId);
  rig.clock.travel(-HOUR_MS);
  rig.clock.advance(POLLED_FOR_MS + WHEEL_TICK_MS);
  expect(link()).toEqual({ state: 'offline' });
});

it('does not outlive a connection by a poll that was under way as it came', async () => {
  const connected = await rig.connect(device);
  rig.channel.polled(device.deviceId);
  rig.clock.advance(1);
  connected.send({ type: 'time', echo: 'later' });
  await connected.take('time');
  connected.ws.terminate();
  await expect.poll(() => link().state, { timeout: 10_000 }).toBe('offline');
});

it('goes from polls to a connection and back; an old poll counts no more when the connection ends', async () => {
  rig.channel.polled(device.deviceId);
  const connected = await rig.connect(device);
  expect(link()).toMatchObject({ state: 'online' });
  expect([rig.channel.live.onlineCount(), rig.channel.live.pollingCount()]).toEqual([1, 0]);
  connected.ws.terminate();
  await expect.poll(() => link().state, { timeout: 10_000 }).toBe('offline');
  rig.channel.polled(device.deviceId);
  expect(link()).toMatchObject({ state: 'polling' });
});

it('polls beside a connection that is half open: found polling when that one is given up', async () => {
  const half = await rig.connect(device);
  rig.clock.advance(1);
  rig.channel.polled(device.deviceId);
  expect([link().state, rig.channel.live.pollingCount()]).toEqual(['online', 0]);
  half.ws.terminate();
  await expect.poll(() => link().state, { timeout: 10_000 }).toBe('polling');
});

it('counts each device for itself, and a revoked one no more', async () => {
  const other = await rig.register();
  rig.channel.polled(device.deviceId);
  rig.clock.advance(POLLED_FOR_MS - WHEEL_TICK_MS);
  rig.channel.polled(other.deviceId);
  expect(rig.channel.live.pollingCount()).toBe(2);
  rig.clock.advance(2 * WHEEL_TICK_MS);
  expect([link().state, rig.channel.live.link(other.deviceId).state]).toEqual(['offline', 'polling']);
  await rig.truth.revokeDevice(other.deviceId);
  expect(rig.channel.live.link(other.deviceId)).toEqual({ state: 'offline' });
});
