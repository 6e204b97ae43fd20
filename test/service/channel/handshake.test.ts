/** How a device gets in, and who does not (interfaces 3, G36, STATES.md). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import { HEARTBEAT_MS } from '../../../shared/protocol/timing.ts';
import { createRig, START_MS, type ChannelRig } from './channel-rig.ts';
import { createDeviceKey, signatureOf } from './test-device.ts';

let rig: ChannelRig;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.close());

describe('a device that proves its key', () => {
  it('hears hello, welcome with a snapshot, and then its first token', async () => {
    const registered = await rig.register();
    const eventId = await rig.addEvent();
    const device = await rig.connect(registered);
    expect(device.messages.map(({ type }) => type)).toEqual(['hello', 'welcome', 'token']);
    expect(device.messages[1]).toMatchObject({
      heartbeatMs: HEARTBEAT_MS,
      epoch: 'epoch-1',
      revision: (await rig.truth.truth.position()).revision,
      user: { id: registered.userId },
      snapshot: {
        permissions: { disasterRecovery: true },
        groups: [{ id: rig.groupId }],
        events: [{ id: eventId }],
      },
    });
    expect(rig.channel.live.link(registered.deviceId)).toEqual({ state: 'online', sinceMs: START_MS });
    expect(rig.channel.live.onlineCount()).toBe(1);
    expect(rig.channel.counters.strangers).toBe(0);
  });

  it('never gets permessage-deflate, though it offered it (M1)', async () => {
    const device = await rig.connect(await rig.register());
    expect(device.ws.extensions).toBe('');
  });

  it('is recorded as what it says it is', async () => {
    const registered = await rig.register();
    await rig.connect(registered, { appVersion: '1.2.3', cachedMode: false });
    const value = { appVersion: '1.2.3', signedIn: true, cachedMode: false, bound: false };
    expect(rig.saved).toEqual([{ kind: 'saveFacts', deviceId: registered.deviceId, value }]);
  });

  it('may have a wrong clock: freshness is the service’s nonce', async () => {
    rig.clock.travel(3 * 60 * 60 * SECOND_MS);
    await rig.connect(await rig.register());
    expect(rig.channel.live.onlineCount()).toBe(1);
  });
});

describe('4001 for whoever does not (STATES 4)', () => {
  it.each([
    ['a flipped bit', async (signature: string) => flipBit(signature)],
    ['a signature of another length', async (signature: string) => signature.slice(0, 40)],
    ['a malleable signature, S + L (RFC 8032)', async (signature: string) => addGroupOrder(signature)],
  ])('%s', async (_name, forge) => {
    const registered = await rig.register();
    const device = await rig.open(registered);
    const { serviceId, nonce } = await device.take('hello');
    const signature = await forge(signatureOf(registered.key, serviceId, registered.deviceId, nonce));
    device.send({ ...claimOf(registered.deviceId, nonce), signature });
    expect((await device.take('bye')).code).toBe(4001);
    expect((await device.closed).code).toBe(4001);
    expect(rig.channel.counters.authentications.refused).toBe(1);
  });

  it.each([
    [
      'the nonce of an earlier connection',
      (own: Challenge, earlier: Challenge) => ({ ...own, nonce: earlier.nonce }),
    ],
    ['another service', (own: Challenge) => ({ ...own, serviceId: 'another-service' })],
    ['another device', (own: Challenge) => ({ ...own, deviceId: 'another-device' })],
  ])('a signature for %s', async (_name, change) => {
    const registered = await rig.register();
    const earlier = await (await rig.open(registered)).take('hello');
    const device = await rig.open(registered);
    const { serviceId, nonce } = await device.take('hello');
    const signed = change(
      { serviceId, nonce, deviceId: registered.deviceId },
      earlier as Challenge & typeof earlier,
    );
    const signature = signatureOf(registered.key, signed.serviceId, signed.deviceId, signed.nonce);
    device.send({ ...claimOf(registered.deviceId, signed.nonce), signature });
    expect((await device.closed).code).toBe(4001);
  });

  it('a right signature beside another nonce', async () => {
    const registered = await rig.register();
    const device = await rig.open(registered);
    await device.authenticate({ nonce: 'A'.repeat(43) });
    expect((await device.closed).code).toBe(4001);
  });

  it('an unknown device hears exactly what a wrong signature hears', async () => {
    const registered = await rig.register();
    const wrong = await rig.open({ ...registered, key: createDeviceKey() });
    await wrong.authenticate();
    const unknown = await rig.open({ ...registered, deviceId: 'no-such-device' });
    await unknown.authenticate();
    expect(await unknown.closed).toEqual(await wrong.closed);
    expect(await unknown.take('bye')).toEqual(await wrong.take('bye'));
  });

  it('a stranger does not learn that a device is revoked; its owner does (STATES 5)', async () => {
    const registered = await rig.register();
    await rig.truth.revokeDevice(registered.deviceId);
    const stranger = await rig.open({ ...registered, key: createDeviceKey() });
    await stranger.authenticate();
    expect((await stranger.closed).code).toBe(4001);
    const owner = await rig.open(registered);
    await owner.authenticate();
    expect((await owner.closed).code).toBe(4003);
    expect(rig.channel.counters.authentications).toMatchObject({ refused: 1, revoked: 1, proven: 0 });
  });

  it('a registered key of small order proves nothing (G36)', async () => {
    const { userId } = await rig.register();
    const identity = Buffer.alloc(32);
    identity[0] = 1;
    const deviceId = await rig.truth.addDevice(userId, identity.toString('base64url'));
    const device = await rig.open({ deviceId, userId, key: createDeviceKey() });
    const { nonce } = await device.take('hello');
    // R = identity, S = 0 satisfies the equation for every text under this key.
    const signature = Buffer.concat([identity, Buffer.alloc(32)]).toString('base64url');
    device.send({ ...claimOf(deviceId, nonce), signature });
    expect((await device.closed).code).toBe(4001);
  });

  it('any other message before welcome, even of an unknown type (STATES 1)', async () => {
    for (const message of [{ type: 'time', echo: 'e' }, { type: 'of-a-later-version' }]) {
      const device = await rig.open(await rig.register());
      device.send(message);
      expect((await device.closed).code).toBe(4001);
    }
  });
});

describe('4008', () => {
  it('without authenticate within 10 s (STATES 3)', async () => {
    const device = await rig.open(await rig.register());
    await device.take('hello');
    rig.clock.advance(9 * SECOND_MS);
    expect(device.messages).toHaveLength(1);
    rig.clock.advance(2 * SECOND_MS);
    expect((await device.take('bye')).code).toBe(4008);
    expect((await device.closed).code).toBe(4008);
  });

  it('for a second authenticate (STATES 2)', async () => {
    const registered = await rig.register();
    const device = await rig.connect(registered);
    device.send({ ...claimOf(registered.deviceId, 'n'), signature: 's' });
    expect((await device.closed).code).toBe(4008);
  });
});

describe('limits', () => {
  it('answer the eleventh failed proof of a device in a minute with 4029 and a time to come back', async () => {
    const registered = await rig.register();
    const codes: number[] = [];
    for (let attempt = 0; attempt < 11; attempt += 1) {
      const device = await rig.open({ ...registered, key: createDeviceKey() });
      await device.authenticate();
      codes.push((await device.closed).code);
      if (attempt === 10) expect((await device.take('bye')).retryAfterMs).toBeGreaterThan(0);
    }
    expect(codes).toEqual([...Array<number>(10).fill(4001), 4029]);
    // Nobody can lock a device out by failing in its name: a true proof still counts.
    await rig.connect(registered);
  });

  it('answer failed proofs from an address with too many of them with 4029, and a right one never (G51)', async () => {
    await rig.close();
    rig = await createRig({ limits: { failuresPerAddress: { count: 2, perMs: 60_000 } } });
    const registered = await rig.register();
    const fail = async () => {
      const device = await rig.open({ ...registered, key: createDeviceKey() });
      await device.authenticate();
      await device.closed;
      return device;
    };
    await fail();
    await fail();
    const device = await fail();
    expect(await device.take('bye')).toMatchObject({
      code: 4029,
      retryAfterMs: expect.any(Number) as number,
    });
    await rig.connect(registered);
  });

  it('answer a device that connects too often with 4029', async () => {
    await rig.close();
    rig = await createRig({ limits: { connectionsPerDevice: { count: 2, perMs: 60_000 } } });
    const registered = await rig.register();
    await rig.connect(registered);
    await rig.connect(registered);
    const device = await rig.open(registered);
    await device.authenticate();
    expect((await device.closed).code).toBe(4029);
  });
});

interface Challenge {
  readonly serviceId: string;
  readonly deviceId: string;
  readonly nonce: string;
}

function claimOf(deviceId: string, nonce: string): Record<string, unknown> {
  return { type: 'authenticate', deviceId, nonce, appVersion: '0.1.0', signedIn: true, cachedMode: true };
}

function flipBit(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url');
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  return bytes.toString('base64url');
}

/** The same signature with S + L: equal in the group, refused by a strict verifier. */
function addGroupOrder(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url');
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + order;
  Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse().copy(bytes, 32);
  return bytes.toString('base64url');
}
