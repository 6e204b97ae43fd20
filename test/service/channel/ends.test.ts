/** How a connection ends, and what is told before (interfaces 3, G3, G33, G35, G44). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import { MAX_FRAME_BYTES } from '../../../shared/domain/limits.ts';
import { createRig, type ChannelRig, type Registered } from './channel-rig.ts';
import { openDevice } from './test-device.ts';

let rig: ChannelRig;
let registered: Registered;
beforeEach(async () => {
  rig = await createRig();
  registered = await rig.register();
});
afterEach(() => rig.close());

const report = (id: string): Record<string, unknown> => ({
  type: 'report',
  id,
  mode: 'normal',
  events: [],
  cachedMode: true,
  cache: { messages: 1, bytes: 2, complete: true },
});

it('a newer connection of the same device replaces the older with 4009, and exactly one is live (STATES 6)', async () => {
  const older = await rig.connect(registered);
  const newer = await rig.connect(registered);
  expect((await older.take('bye')).code).toBe(4009);
  expect((await older.closed).code).toBe(4009);
  expect(rig.channel.live.onlineCount()).toBe(1);
  expect(rig.channel.live.link(registered.deviceId).state).toBe('online');
  expect(rig.logged).toMatchObject([{ level: 'warn', fields: { deviceId: registered.deviceId } }]);
  await rig.addEvent();
  await newer.take('event');
  expect(older.messages.some(({ type }) => type === 'event')).toBe(false);
});

it('a revoked device is sent away with 4003 at once (G35)', async () => {
  const device = await rig.connect(registered);
  await rig.truth.revokeDevice(registered.deviceId);
  expect((await device.take('bye')).code).toBe(4003);
  expect((await device.closed).code).toBe(4003);
  expect(rig.channel.live.link(registered.deviceId)).toMatchObject({ state: 'offline' });
  const again = await rig.open(registered);
  await again.authenticate();
  expect((await again.closed).code).toBe(4003);
});

it('draining sends all away with 1012, at times spread over 30 s, and takes nobody in (G44)', async () => {
  const devices = [await rig.connect(registered), await rig.connect(await rig.register())];
  const stranger = await rig.open(await rig.register());
  await rig.channel.drain();
  const retries: number[] = [];
  for (const device of [...devices, stranger]) {
    const { code, retryAfterMs } = await device.take('bye');
    expect(code).toBe(1012);
    expect((await device.closed).code).toBe(1012);
    retries.push(retryAfterMs ?? -1);
  }
  expect(new Set(retries).size).toBe(3);
  expect(retries.every((ms) => ms >= 0 && ms <= 30_000)).toBe(true);
  await expect(openDevice(rig.url, registered.deviceId, registered.key)).rejects.toThrow('503');
});

it('draining waits until what devices told is saved (G44)', async () => {
  await rig.close();
  const order: string[] = [];
  let finish: () => void = () => undefined;
  const slowly = new Promise<void>((resolve) => (finish = resolve));
  const saveReport = async (): Promise<void> => {
    await slowly;
    order.push('saved');
  };
  const saveFacts = (): Promise<void> => Promise.resolve();
  rig = await createRig({ records: { saveFacts, saveReport, saveReceipt: saveFacts } });
  const device = await rig.connect(await rig.register());
  device.send(report('p1'));
  device.send({ type: 'time', echo: 'the report is in' });
  await device.take('time');
  const drained = rig.channel.drain().then(() => order.push('drained'));
  await device.closed;
  await expect.poll(() => rig.channel.counters.connections).toBe(0);
  expect(order).toEqual([]);
  finish();
  await drained;
  expect(order).toEqual(['saved', 'drained']);
});

describe('heartbeats', () => {
  it('go out every 20 s, give or take a tenth, and an answer keeps the link', async () => {
    const device = await rig.connect(registered);
    const pings: number[] = [];
    device.ws.on('ping', () => pings.push(rig.clock.monotonicMs()));
    for (let second = 0; second < 70; second += 1) {
      rig.clock.advance(SECOND_MS);
      device.send({ type: 'time', echo: 'e' });
      await device.take('time');
    }
    expect(pings).toHaveLength(3);
    const [first = 0, second = 0, third = 0] = pings;
    for (const gap of [first, second - first, third - second]) {
      expect(gap).toBeGreaterThanOrEqual(18 * SECOND_MS);
      expect(gap).toBeLessThanOrEqual(23 * SECOND_MS);
    }
  });

  it('unanswered, the socket is destroyed within 30 s of silence (G3)', async () => {
    const silent = await openDevice(rig.url, registered.deviceId, registered.key);
    await silent.authenticate();
    await silent.take('token');
    // Nothing more is read, so no ping is answered: what a half-open link looks like from the service.
    silent.ws.pause();
    rig.clock.advance(29 * SECOND_MS);
    expect(rig.channel.live.onlineCount()).toBe(1);
    rig.clock.advance(SECOND_MS);
    expect(rig.channel.live.onlineCount()).toBe(0);
    silent.ws.resume();
    expect((await silent.closed).code).toBe(1006);
    expect(rig.channel.counters.closes.get(1006)).toBe(1);
  });
});

it('a device that does not read is cut off at its queue, and the others hear everything (G33)', async () => {
  await rig.close();
  rig = await createRig({ limits: { queuedBytes: 64 * 1024 } });
  const slow = await rig.connect(await rig.register());
  const fast = await rig.connect(await rig.register());
  slow.ws.pause();
  const description = 'x'.repeat(20_000);
  const sent: string[] = [];
  const { closes } = rig.channel.counters;
  while (closes.get(4008) === undefined && sent.length < 5000) {
    sent.push(await rig.addEvent({ description }));
    const { event } = await fast.take('event');
    expect(event.id).toBe(sent.at(-1));
  }
  expect(closes.get(4008)).toBe(1);
  expect(rig.channel.live.onlineCount()).toBe(1);
});

describe('what a device tells', () => {
  it('is saved in its order and acknowledged (STATES 11)', async () => {
    const device = await rig.connect(registered);
    const shownAt = '2026-11-23T09:00:00.000Z';
    const receipt = { type: 'receipt', id: 'r1', eventId: 'e1', kind: 'start', shownAt };
    device.send(report('p1'));
    device.send(receipt);
    expect([await device.take('ack'), await device.take('ack')]).toEqual([
      { type: 'ack', id: 'p1' },
      { type: 'ack', id: 'r1' },
    ]);
    expect(rig.saved.slice(1)).toEqual([
      { kind: 'saveReport', deviceId: registered.deviceId, value: report('p1') },
      { kind: 'saveReceipt', deviceId: registered.deviceId, value: receipt },
    ]);
  });

  it('is not acknowledged when it cannot be saved, and the link stays', async () => {
    await rig.close();
    const saveReceipt = (): Promise<void> => Promise.resolve();
    const saveReport = (): Promise<void> => Promise.reject(new Error('disk full'));
    rig = await createRig({ records: { saveFacts: saveReport, saveReport, saveReceipt } });
    const device = await rig.connect(await rig.register());
    device.send(report('p1'));
    device.send({ type: 'time', echo: 'still here' });
    await device.take('time');
    await expect.poll(() => rig.logged.length).toBe(2);
    expect(device.messages.some(({ type }) => type === 'ack')).toBe(false);
  });
});

describe('a device that talks too much', () => {
  it('may say 60 things at once and 20 a second, then it is sent away with 4029', async () => {
    const device = await rig.connect(registered);
    // The 60 hold `authenticate` too.
    for (let count = 0; count < 59; count += 1) device.send({ type: 'time', echo: String(count) });
    for (let count = 0; count < 59; count += 1) await device.take('time');
    rig.clock.advance(SECOND_MS);
    for (let count = 0; count < 20; count += 1) device.send({ type: 'time', echo: String(count) });
    for (let count = 0; count < 20; count += 1) await device.take('time');
    device.send({ type: 'time', echo: 'one too many' });
    expect(await device.take('bye')).toMatchObject({
      code: 4029,
      retryAfterMs: expect.any(Number) as number,
    });
    expect((await device.closed).code).toBe(4029);
  });
});

describe('4008 for a frame (STATES 7)', () => {
  it.each([
    ['that is binary', Buffer.from('{"type":"time","echo":"e"}'), 'frames are text'],
    ['over 64 KiB', ' '.repeat(MAX_FRAME_BYTES + 1), 'a frame holds at most 65536 bytes'],
    [
      'over 64 KiB in bytes, not in characters',
      'é'.repeat(MAX_FRAME_BYTES - 10),
      'a frame holds at most 65536 bytes',
    ],
    ['with a field at fault', '{"type":"time","echo":7}', '/echo'],
  ])('%s', async (_name, frame, reason) => {
    const device = await rig.connect(registered);
    device.ws.send(frame);
    expect(await device.take('bye')).toMatchObject({
      code: 4008,
      reason: expect.stringContaining(reason) as string,
    });
    expect((await device.closed).code).toBe(4008);
  });

  it('far over 64 KiB is closed by ws itself, with 1009 and before it is buffered', async () => {
    const device = await rig.connect(registered);
    device.ws.send(' '.repeat(4 * MAX_FRAME_BYTES));
    expect((await device.closed).code).toBe(1009);
  });
});
