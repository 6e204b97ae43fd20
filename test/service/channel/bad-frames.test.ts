/** Every entry of the hostile frames and upgrades has its outcome, and service and neighbours stay (G18). */
import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { fastify } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import { MAX_FRAME_BYTES } from '../../../shared/domain/limits.ts';
import { CHANNEL_PATH } from '../../../shared/protocol/version.ts';
import { registerChannelRoute } from '../../../service/channel/routes.ts';
import { createRig, type ChannelRig } from './channel-rig.ts';
import { answerTo, openRaw, upgradeStatus } from './raw-socket.ts';
import type { TestDevice } from './test-device.ts';

const oursSchema = z.union([
  z.strictObject({ closes: z.array(z.int()), note: z.string().optional() }),
  z.strictObject({ status: z.int(), note: z.string().optional() }),
  z.strictObject({ scenario: z.string() }),
  z.strictObject({ doesNotApply: z.string() }),
]);
const entries = z
  .array(z.object({ id: z.string(), input: z.string(), ours: oursSchema }))
  .parse(JSON.parse(readFileSync('test/corpus/bad-inputs/ws-frames.json', 'utf8')));

let rig: ChannelRig;
beforeEach(async () => {
  rig = await createRig();
});
afterEach(() => rig.close());

const connect = async (): Promise<TestDevice> => rig.connect(await rig.register());
const emptyFragment = Buffer.from('008000000000', 'hex');
const maskedText = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);

describe('frames', () => {
  let neighbourRig: ChannelRig;
  let neighbour: TestDevice;
  beforeAll(async () => {
    neighbourRig = await createRig();
    neighbour = await neighbourRig.connect(await neighbourRig.register());
  });
  afterAll(() => neighbourRig.close());

  const literal = entries.flatMap(({ id, input, ours }) =>
    'closes' in ours ? [{ id, input, ...ours }] : [],
  );
  it.each(literal)('$id closes with one of $closes', async ({ input, closes }) => {
    const raw = await openRaw(neighbourRig.port);
    raw.socket.write(Buffer.from(input, 'hex'));
    expect(closes).toContain(await raw.closeCode);
    neighbour.send({ type: 'time', echo: 'still here' });
    await neighbour.take('time');
  });
});

describe('upgrades', () => {
  const attempts: Readonly<Record<string, () => Promise<number>>> = {
    'upgrade-no-key': () => upgradeStatus(rig.port, { 'Sec-WebSocket-Key': undefined }),
    'upgrade-bad-version': () => upgradeStatus(rig.port, { 'Sec-WebSocket-Version': '8' }),
    'upgrade-cross-origin': () => upgradeStatus(rig.port, { Origin: 'https://evil.test' }),
    'upgrade-2000-headers': () =>
      upgradeStatus(
        rig.port,
        Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`X-${n}`, 'value'])),
      ),
    'upgrade-protocol-redos': () => upgradeStatus(rig.port, { 'Sec-WebSocket-Protocol': ','.repeat(50_000) }),
    'upgrade-token-in-url': () => upgradeStatus(rig.port, {}, '/device/v1?token=secret'),
    'plain-http-on-ws-port': async () => {
      // The HTTP routes of the same port answer what is no upgrade.
      const app = fastify();
      registerChannelRoute(app.withTypeProvider<ZodTypeProvider>());
      return (await app.inject({ url: CHANNEL_PATH })).statusCode;
    },
    'tls-to-plain': async () =>
      Number((await answerTo(rig.port, Buffer.from('16030100a5010000a10303', 'hex'))).slice(9, 12)),
  };
  const literal = entries.flatMap(({ id, ours }) => ('status' in ours ? [{ id, status: ours.status }] : []));
  it.each(literal)('$id is answered with $status', async ({ id, status }) => {
    expect(await attempts[id]?.()).toBe(status);
  });

  it.each([
    ['10 KB of commas for subprotocols', { 'Sec-WebSocket-Protocol': ','.repeat(10_000) }, 400],
    ['another subprotocol', { 'Sec-WebSocket-Protocol': 'continuity.device.v9' }, 400],
    ['no subprotocol', { 'Sec-WebSocket-Protocol': undefined }, 400],
  ])('%s', async (_name, change, status) => {
    expect(await upgradeStatus(rig.port, change)).toBe(status);
    expect(rig.channel.counters.refusedUpgrades.get(status)).toBe(1);
  });

  it('another path is not found', async () => {
    expect(await upgradeStatus(rig.port, {}, '/device/v2')).toBe(404);
  });

  it('too many that have not proven themselves are answered with 503 and a time to come back', async () => {
    await rig.close();
    rig = await createRig({ limits: { unauthenticated: 1 } });
    const registered = await rig.register();
    const first = await rig.open(registered);
    expect(await upgradeStatus(rig.port, {})).toBe(503);
    await first.authenticate();
    await first.take('token');
    expect(await upgradeStatus(rig.port, {})).toBe(101);
  });
});

const scenarios: Readonly<Record<string, () => Promise<void>>> = {
  'over-maxPayload': async () => {
    const device = await connect();
    device.ws.send(' '.repeat(MAX_FRAME_BYTES + 1));
    expect((await device.closed).code).toBe(4008);
  },
  'fragments-100000-empty': async () => {
    const raw = await openRaw(rig.port);
    raw.socket.write(Buffer.from('018000000000', 'hex'));
    raw.socket.write(Buffer.concat(Array.from({ length: 1000 }, () => emptyFragment)));
    expect(await raw.closeCode).toBe(1008);
  },
  'fragments-1-byte-forever': async () => {
    const raw = await openRaw(rig.port);
    raw.socket.write(Buffer.from('01810000000061', 'hex'));
    rig.clock.advance(11 * SECOND_MS);
    expect(await raw.closeCode).toBe(4008);
  },
  'half-frame-stall': async () => {
    const raw = await openRaw(rig.port);
    raw.socket.write(Buffer.from('81ff', 'hex'));
    rig.clock.advance(11 * SECOND_MS);
    expect(await raw.closeCode).toBe(4008);
  },
  'ping-flood': async () => {
    const device = await connect();
    for (let count = 0; count < 61; count += 1) device.ws.ping();
    expect((await device.closed).code).toBe(4029);
  },
  'never-pong': async () => {
    const device = await connect();
    device.ws.pause();
    rig.clock.advance(30 * SECOND_MS);
    device.ws.resume();
    expect((await device.closed).code).toBe(1006);
  },
  'slow-reader': async () => {
    await rig.close();
    rig = await createRig({ limits: { queuedBytes: 1024 } });
    const slow = await connect();
    const fast = await connect();
    slow.ws.pause();
    const { closes } = rig.channel.counters;
    for (let count = 0; count < 5000 && closes.get(4008) === undefined; count += 1) {
      await rig.addEvent({ description: 'x'.repeat(20_000) });
      await fast.take('event');
    }
    expect(rig.channel.live.onlineCount()).toBe(1);
  },
  'binary-frame': async () => {
    const device = await connect();
    device.ws.send(Buffer.from('{"type":"time","echo":"e"}'));
    expect((await device.closed).code).toBe(4008);
  },
  'frames-after-close': async () => {
    const raw = await openRaw(rig.port);
    raw.socket.write(Buffer.concat([Buffer.from('88820000000003e8', 'hex'), maskedText('{"type":"time"}')]));
    expect(await raw.closeCode).toBe(1000);
    expect(rig.channel.counters.framesIn).toBe(0);
  },
  'deflate-bomb': async () => {
    const device = await connect();
    expect(device.ws.extensions).toBe('');
    const [ended] = [once(device.ws, 'close')];
    // RSV1 without the extension.
    const raw = await openRaw(rig.port);
    raw.socket.write(Buffer.from('c1850000000068656c6c6f', 'hex'));
    expect(await raw.closeCode).toBe(1002);
    device.ws.close();
    await ended;
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
