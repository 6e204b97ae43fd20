/** The lab's network faults, on real connections (product 8). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLinkFaults, type LabLinkFaults } from '../../../service/lab/link-faults.ts';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import { createRig, type ChannelRig, type Registered } from '../channel/channel-rig.ts';
import type { TestDevice } from '../channel/test-device.ts';

let rig: ChannelRig;
let faults: LabLinkFaults;
let registered: Registered;
let device: TestDevice;

beforeEach(async () => {
  faults = createLinkFaults();
  rig = await createRig({ faults });
  registered = await rig.register();
  device = await rig.connect(registered);
});
afterEach(() => rig.close());

const ofDevice = (): { readonly kind: 'device'; readonly deviceId: string } => ({
  kind: 'device',
  deviceId: registered.deviceId,
});
const ofGroup = (): { readonly kind: 'group'; readonly groupId: string } => ({
  kind: 'group',
  groupId: rig.groupId,
});

/** A second device of the same group, to see that it is spared. */
async function neighbour(): Promise<TestDevice> {
  return rig.connect(await rig.register());
}

it('cut breaks the link at once, and each new one as soon as the device is known', async () => {
  const spared = await neighbour();
  faults.set(ofDevice(), { kind: 'cut' });
  expect((await device.closed).code).toBe(1006);
  const again = await rig.open(registered);
  await again.authenticate();
  expect((await again.closed).code).toBe(1006);
  expect(again.messages.map(({ type }) => type)).toEqual(['hello']);
  await rig.addEvent();
  await spared.take('event');
  faults.set(ofDevice(), null);
  await rig.connect(registered);
});

it('cut of a group breaks the links of all of its members, and keeps them broken', async () => {
  const other = await neighbour();
  faults.set(ofGroup(), { kind: 'cut' });
  expect([(await device.closed).code, (await other.closed).code]).toEqual([1006, 1006]);
  const again = await rig.open(registered);
  await again.authenticate();
  expect((await again.closed).code).toBe(1006);
});

it('half-open lets nothing pass either way, and the service notices by its heartbeat (G3)', async () => {
  faults.set(ofDevice(), { kind: 'half-open' });
  const { framesOut } = rig.channel.counters;
  await rig.addEvent();
  device.send({ type: 'time', echo: 'anybody there?' });
  await expect.poll(() => rig.channel.counters.framesIn).toBe(2);
  expect(rig.channel.counters.framesOut).toBe(framesOut);
  rig.clock.advance(31 * SECOND_MS);
  expect((await device.closed).code).toBe(1006);
});

it('delay holds each frame back, in its order', async () => {
  faults.set(ofDevice(), { kind: 'delay', delayMs: 5 * SECOND_MS });
  const { framesOut } = rig.channel.counters;
  const first = await rig.addEvent();
  const second = await rig.addEvent();
  rig.clock.advance(4 * SECOND_MS);
  expect(rig.channel.counters.framesOut).toBe(framesOut);
  rig.clock.advance(SECOND_MS);
  expect((await device.take('event')).event.id).toBe(first);
  expect((await device.take('event')).event.id).toBe(second);
});

describe('drop', () => {
  it.each([
    [0, ['event']],
    [1, []],
  ])('with probability %d', async (probability, heard) => {
    faults.set(ofDevice(), { kind: 'drop', probability });
    await rig.addEvent();
    faults.set(ofDevice(), null);
    device.send({ type: 'time', echo: 'done' });
    await device.take('time');
    expect(device.messages.slice(3, -1).map(({ type }) => type)).toEqual(heard);
  });
});

it('the fault of a device comes before that of its group, and both are listed', () => {
  faults.set(ofGroup(), { kind: 'delay', delayMs: 1 });
  faults.set(ofDevice(), { kind: 'half-open' });
  expect(faults.faultOf(registered.deviceId, new Set([rig.groupId]))).toEqual({ kind: 'half-open' });
  expect(faults.faultOf('another', new Set([rig.groupId]))).toEqual({ kind: 'delay', delayMs: 1 });
  expect(faults.faultOf('another', new Set())).toBeNull();
  expect(faults.all()).toHaveLength(2);
});
