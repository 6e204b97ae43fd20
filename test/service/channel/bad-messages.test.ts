/** Every entry of the hostile messages has its outcome on this protocol (G18, G36). */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isUsablePublicKey } from '../../../service/channel/public-key.ts';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import { parseDown } from '../../../shared/protocol/parse-frame.ts';
import { createRig, type ChannelRig, type Registered } from './channel-rig.ts';
import { createDeviceKey, signatureOf } from './test-device.ts';

const note = z.string().optional();
const oursSchema = z.union([
  z.strictObject({
    after: z.enum(['hello', 'welcome']),
    frame: z.string().optional(),
    closes: z.int(),
    note,
  }),
  z.strictObject({ scenario: z.string() }),
  z.strictObject({ doesNotApply: z.string() }),
]);
const entries = z
  .array(z.object({ id: z.string(), input: z.string(), ours: oursSchema }))
  .parse(JSON.parse(readFileSync('test/corpus/bad-inputs/ws-messages.json', 'utf8')));

let rig: ChannelRig;
let registered: Registered;
beforeEach(async () => {
  rig = await createRig();
  registered = await rig.register();
});
afterEach(() => rig.close());

describe('frames', () => {
  const literal = entries.flatMap(({ id, input, ours }) =>
    'closes' in ours ? [{ id, after: ours.after, closes: ours.closes, frame: ours.frame ?? input }] : [],
  );
  it.each(literal)('$id, after $after, closes with $closes', async ({ after, closes, frame }) => {
    const device = after === 'welcome' ? await rig.connect(registered) : await rig.open(registered);
    device.ws.send(frame);
    expect((await device.take('bye')).code).toBe(closes);
    expect((await device.closed).code).toBe(closes);
    expect('admin' in {}).toBe(false);
    expect(rig.saved.filter(({ kind }) => kind !== 'saveFacts')).toEqual([]);
  });
});

/** Signs what `change` makes of the challenge, and tells how that ended. */
async function codeFor(change: { readonly nonce?: string; readonly serviceId?: string }): Promise<number> {
  const device = await rig.open(registered);
  const { serviceId, nonce } = await device.take('hello');
  const signed = { serviceId, nonce, ...change };
  const signature = signatureOf(registered.key, signed.serviceId, registered.deviceId, signed.nonce);
  device.send({ ...claim(registered.deviceId, nonce), signature });
  return (await device.closed).code;
}

const claim = (deviceId: string, nonce: string): Record<string, unknown> => ({
  type: 'authenticate',
  deviceId,
  nonce,
  appVersion: '0.1.0',
  signedIn: true,
  cachedMode: true,
});

const snapshotFor = async (position: {
  readonly epoch?: string;
  readonly revision?: number;
}): Promise<void> => {
  const device = await rig.connect(registered, { ...(await rig.truth.truth.position()), ...position });
  expect((await device.take('welcome')).snapshot).not.toBeNull();
};

const scenarios: Readonly<Record<string, () => Promise<void>>> = {
  'future-seq': () => snapshotFor({ revision: 999_999_999 }),
  'resume-future-offset': () => snapshotFor({ revision: 1_000 }),
  'resume-wrong-epoch': () => snapshotFor({ epoch: 'old' }),
  'ack-other-device': async () => {
    const device = await rig.connect(registered);
    const cache = { messages: 0, bytes: 0, complete: true };
    const deviceId = (await rig.register()).deviceId;
    device.send({ type: 'report', id: 'p', mode: 'normal', events: [], cachedMode: true, cache, deviceId });
    await device.take('ack');
    expect(rig.saved.at(-1)?.deviceId).toBe(registered.deviceId);
  },
  'auth-timeout': async () => {
    const device = await rig.open(registered);
    rig.clock.advance(11 * SECOND_MS);
    expect((await device.closed).code).toBe(4008);
  },
  'auth-replayed-nonce': async () => {
    const { nonce } = await (await rig.open(registered)).take('hello');
    expect(await codeFor({ nonce })).toBe(4001);
  },
  'auth-cross-server': async () => {
    expect(await codeFor({ serviceId: 'https://evil.test' })).toBe(4001);
  },
  'auth-bad-sig': async () => {
    const device = await rig.open({ ...registered, key: createDeviceKey() });
    await device.authenticate();
    expect((await device.closed).code).toBe(4001);
    expect(rig.channel.counters.authentications.refused).toBe(1);
  },
  'auth-small-order-key': async () => {
    const [one, zero] = [Buffer.alloc(32), Buffer.alloc(32)];
    one[0] = 1;
    expect([one, zero].map((key) => isUsablePublicKey(key.toString('base64url')))).toEqual([false, false]);
  },
  'auth-sig-malleable': async () => {
    const device = await rig.open(registered);
    const { serviceId, nonce } = await device.take('hello');
    const bytes = Buffer.from(
      signatureOf(registered.key, serviceId, registered.deviceId, nonce),
      'base64url',
    );
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + order;
    Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse().copy(bytes, 32);
    device.send({ ...claim(registered.deviceId, nonce), signature: bytes.toString('base64url') });
    expect((await device.closed).code).toBe(4001);
  },
  'auth-revoked': async () => {
    await rig.truth.revokeDevice(registered.deviceId);
    expect(await codeFor({})).toBe(4003);
    expect(await codeFor({ nonce: 'n' })).toBe(4001);
  },
  'auth-unknown': async () => {
    const device = await rig.open({ ...registered, deviceId: 'unknown' });
    await device.authenticate();
    expect((await device.closed).code).toBe(4001);
  },
  'auth-skewed-clock': async () => {
    rig.clock.travel(3 * 3600 * SECOND_MS);
    await rig.connect(registered, { at: '2026-11-23T06:00:00.000Z' });
  },
  'two-connections-same-device': async () => {
    const older = await rig.connect(registered);
    await rig.connect(registered);
    expect((await older.closed).code).toBe(4009);
    expect(rig.channel.live.onlineCount()).toBe(1);
  },
  'server-msg-unknown-type': async () => {
    const parsed = parseDown('{"type":"of-a-later-version"}');
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'unknown-type' } });
  },
  'server-msg-1MB-banner': async () => {
    const parsed = parseDown(`{"type":"event","event":{"startMessage":"${'x'.repeat(1024 * 1024)}"}}`);
    expect(parsed).toMatchObject({ ok: false, problem: { code: 'too-large' } });
  },
  flood: async () => {
    const device = await rig.connect(registered);
    for (let count = 0; count < 61; count += 1) device.send({ type: 'time', echo: 'e' });
    expect((await device.take('bye')).retryAfterMs).toBeGreaterThan(0);
    expect((await device.closed).code).toBe(4029);
  },
};

describe('scenarios', () => {
  const staged = entries.flatMap(({ id, ours }) => ('scenario' in ours ? [{ id, ...ours }] : []));
  it.each(staged)('$id: $scenario', async ({ id }) => {
    const run = scenarios[id];
    if (run === undefined) throw new Error(`${id} is not staged`);
    await run();
  });
});
