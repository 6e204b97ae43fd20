/** A relay on another port that passes everything on, the service's id included: the device that dials it is not let in through it (G36). */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { ed25519Keys } from '../../electron/adapters/keys.ts';
import { nodeHttp } from '../electron/adapters/plain-network.ts';
import { askSnapshot } from '../../electron/device/connection/ask-snapshot.ts';
import { authenticate } from '../../electron/device/connection/authenticate.ts';
import type { Identity } from '../../electron/device/registration/identity.ts';
import type { Hello } from '../../shared/protocol/messages/hello.ts';
import { CHANNEL_PATH, SUBPROTOCOL } from '../../shared/protocol/version.ts';
import { startRig, type ServiceRig } from '../service/service-rig.ts';

let rig: ServiceRig;
let relay: Server;
let relayUrl: string;
let identity: Identity;
/** What the relay takes out of a device's frame. */
let strip: (frame: string) => string = (frame) => frame;

beforeAll(async () => {
  rig = await startRig();
  const { hostname, port, host } = new URL(rig.service.httpUrl);
  // As a proxy that ends the connection and begins its own: the service is asked by its right name.
  relay = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.on('data', (part) => {
      upstream.write(part.toString('latin1').replace(/^Host: .*$/im, `Host: ${host}`), 'latin1');
    });
    upstream.on('data', (part) => client.write(part));
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('close', () => other.destroy()).on('error', () => other.destroy());
    }
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  relayUrl = `http://127.0.0.1:${String((relay.address() as AddressInfo).port)}`;
  identity = await register();
});

afterAll(async () => {
  relay.close();
  await rig.stop();
});

async function register(at: ServiceRig = rig): Promise<Identity> {
  const person = { email: 'ada@example.com', displayName: 'Ada', password: 'correct horse battery' };
  await at.call('POST', '/api/v1/users', { body: person });
  const { publicKey, privateKey } = ed25519Keys.createPair();
  const device = { name: 'desk', platform: 'linux', appVersion: '1', publicKey };
  const body = { email: person.email, password: person.password, device };
  const answer = await at.call('POST', '/api/v1/devices', { token: null, body });
  const { deviceId, user, service } = answer.body as Pick<Identity, 'deviceId'> & {
    user: Identity['person'];
    service: { id: string; name: string };
  };
  return {
    ...{
      deviceId,
      privateKey,
      person: user,
      signInEmail: person.email,
      deviceName: 'desk',
      registeredAtMs: 0,
    },
    service: { ...service, url: at.service.httpUrl },
  };
}

/** As the device connects that was told of this address: `welcome`, or the code of the close. */
async function connectAt(url: string): Promise<string | number> {
  const ws = new WebSocket(`${url.replace('http', 'ws')}${CHANNEL_PATH}`, SUBPROTOCOL);
  const at = { ...identity, service: { ...identity.service, url } };
  return new Promise((resolve) => {
    ws.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Hello | { readonly type: 'welcome' | 'token' };
      if (message.type === 'hello') {
        const standing = { appVersion: '1', cachedMode: true, position: null };
        ws.send(strip(JSON.stringify(authenticate(message, at, ed25519Keys, standing))));
      } else if (message.type === 'token') {
        resolve('online');
        ws.close();
      }
    });
    ws.on('close', (code) => resolve(code));
  });
}

const pollAt = (url: string) =>
  askSnapshot({
    http: nodeHttp,
    keys: ed25519Keys,
    clock: { monotonicMs: () => 0 },
    identity: { ...identity, service: { ...identity.service, url } },
  });

test('through the relay neither channel nor poll is opened, directly both are', async () => {
  expect(await connectAt(relayUrl)).toBe(4001);
  expect(await pollAt(relayUrl)).toEqual({ kind: 'denied', code: 4001 });
  // What a proxy does too that changes the Host header: whoever runs the service has to learn of it.
  expect((await rig.call('GET', '/metrics')).body).toContain('continuity_channel_misdialled 2');
  expect(await connectAt(rig.service.httpUrl)).toBe('online');
  expect(await pollAt(rig.service.httpUrl)).toMatchObject({ kind: 'answered' });
});

test('a relay that takes the address out of the proof gets nowhere with a device that has signed one before', async () => {
  expect(await connectAt(rig.service.httpUrl)).toBe('online');
  strip = (frame) => JSON.stringify({ ...(JSON.parse(frame) as object), meant: undefined });
  expect(await connectAt(relayUrl)).toBe(4001);
  expect(await connectAt(rig.service.httpUrl)).toBe(4001);
  strip = (frame) => frame;
  expect(await connectAt(rig.service.httpUrl)).toBe('online');
});

test('with a public URL, a relay that leaves the Host as it is gets nowhere either', async () => {
  const open = await startRig({ transport: { publicUrl: 'https://continuity.example.com' } });
  onTestFinished(() => open.stop());
  const own = identity;
  identity = await register(open);
  const { port, hostname } = new URL(open.service.httpUrl);
  const plain = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void plain.close());
  await once(plain, 'listening');
  const through = `http://127.0.0.1:${String((plain.address() as AddressInfo).port)}`;
  expect(await connectAt(through)).toBe(4001);
  expect(await connectAt(open.service.httpUrl)).toBe('online');
  identity = own;
});
