/** Bytes on an open device channel, from a stranger and from a device that has proven itself (RFC 6455; G18, G33). */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import fc from 'fast-check';
import { CHANNEL_PATH, SUBPROTOCOL } from '../../../shared/protocol/version.ts';
import { createRig, type ChannelRig, type Registered } from '../../service/channel/channel-rig.ts';
import { signatureOf, type TestDevice } from '../../service/channel/test-device.ts';
import { seedTexts } from '../harness/corpora.ts';
import { promise, type FuzzTarget } from '../harness/fuzz-target.ts';
import { upMessages } from '../grammars/channel.ts';

/** RFC 6455 7.4.1 and interfaces 3; what a peer's own close frame says is said back. */
const CLOSES = new Set([1000, 1002, 1003, 1007, 1008, 1009, 4001, 4008, 4009, 4029]);

const payloads = fc.oneof(
  upMessages.map((message) => Buffer.from(JSON.stringify(message))),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.constant(Buffer.alloc(70_000, 32)),
);
const heads = fc.oneof(
  fc.constantFrom(0x81, 0x81, 0x81, 0x82, 0x01, 0x80, 0x00, 0x88, 0x89, 0x8a, 0xc1),
  fc.integer({ min: 0, max: 255 }),
);
const frames = fc
  .tuple(heads, payloads, fc.boolean())
  .map(([head, payload, lies]) => frame(head, payload, lies));
/** The first byte says who speaks: odd, a device that has proven itself. */
const inputs = fc
  .tuple(fc.constantFrom(0, 1), fc.array(frames, { minLength: 1, maxLength: 6 }))
  .map(([who, sent]) => Buffer.concat([Buffer.from([who]), ...sent]));

export const target: FuzzTarget = {
  seeds: [
    ...seedTexts('bad-inputs/ws-frames.json').map((hex) => Buffer.from(`00${hex}`, 'hex')),
    ...seedTexts('bad-inputs/ws-messages.json').map((text) =>
      Buffer.concat([Buffer.from([1]), frame(0x81, Buffer.from(text), false)]),
    ),
    ...fc.sample(inputs, { numRuns: 30, seed: 1 }),
  ],
  grammar: inputs,
  words: ['"type":"time"', '"type":"report"', '\u0081\u0080\0\0\0\0', '\u0088\u0082', '\u0089\u0080'],
  open: async () => {
    const fuzzed = await openFuzzed();
    return { run: (input) => speak(fuzzed, input), close: () => fuzzed.rig.close() };
  },
};

/** Masked with zeros; one that lies announces more than comes. */
function frame(head: number, payload: Buffer, lies: boolean): Buffer {
  const length = payload.length + (lies ? 1 : 0);
  const size =
    length < 126
      ? Buffer.from([0x80 | length])
      : Buffer.from([
          0x80 | 127,
          0,
          0,
          0,
          0,
          length >>> 24,
          (length >>> 16) & 255,
          (length >>> 8) & 255,
          length & 255,
        ]);
  return Buffer.concat([Buffer.from([head]), size, Buffer.alloc(4), payload]);
}

interface Fuzzed {
  readonly rig: ChannelRig;
  readonly known: Registered;
  readonly neighbour: TestDevice;
}

async function openFuzzed(): Promise<Fuzzed> {
  const often = { count: 1e9, perMs: 1000 };
  const limits = { failuresPerDevice: often, failuresPerAddress: often, connectionsPerDevice: often };
  const rig = await createRig({ limits: { ...limits, messages: { burst: 1e9, perSecond: 1e6 } } });
  return { rig, known: await rig.register(), neighbour: await rig.connect(await rig.register()) };
}

async function speak({ rig, known, neighbour }: Fuzzed, input: Uint8Array): Promise<void> {
  rig.saved.length = 0;
  const [who = 0] = input;
  const { socket, received, ended } = await openSocket(rig.port);
  if (who % 2 === 1) await prove(socket, received, known);
  const before = received().length;
  socket.end(input.subarray(1));
  await ended;
  const code = closeCodeAfter(received(), before);
  const wasToldClose = [...input].some((byte) => (byte & 0x0f) === 8);
  promise(code === null || CLOSES.has(code) || wasToldClose, `closed with ${String(code)}`);
  promise(
    rig.saved.every(({ deviceId }) => deviceId === known.deviceId),
    'something was saved for another device',
  );
  promise(who % 2 === 1 || rig.saved.length === 0, 'a stranger had something saved');
  neighbour.send({ type: 'time', echo: 'still here' });
  await neighbour.take('time');
}

interface OpenSocket {
  readonly socket: Socket;
  readonly received: () => Buffer;
  readonly ended: Promise<unknown>;
}

async function openSocket(port: number): Promise<OpenSocket> {
  const socket = connect(port, '127.0.0.1');
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
  });
  // A reset is an end too.
  socket.on('error', () => socket.destroy());
  const ended = new Promise((resolve) => socket.once('close', resolve));
  socket.write(
    `GET ${CHANNEL_PATH} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ${SUBPROTOCOL}\r\n\r\n`,
  );
  while (!received.includes('"type":"hello"') || !received.includes('}')) await once(socket, 'data');
  return { socket, received: () => received, ended };
}

async function prove(socket: Socket, received: () => Buffer, { deviceId, key }: Registered): Promise<void> {
  const field = (name: string): string =>
    new RegExp(`"${name}":"([^"]*)"`).exec(received().toString())?.[1] ?? '';
  const nonce = field('nonce');
  const signature = signatureOf(key, field('serviceId'), deviceId, nonce);
  const claim = {
    type: 'authenticate',
    deviceId,
    nonce,
    signature,
    appVersion: '1',
    signedIn: true,
    cachedMode: true,
  };
  socket.write(frame(0x81, Buffer.from(JSON.stringify(claim)), false));
  while (!received().includes('"type":"token"')) await once(socket, 'data');
}

/** Of the close frame among the frames that came after so many bytes; null without one. */
function closeCodeAfter(received: Buffer, before: number): number | null {
  const at = received.indexOf(0x88, before);
  return at === -1 || at + 4 > received.length ? null : received.readUInt16BE(at + 2);
}
