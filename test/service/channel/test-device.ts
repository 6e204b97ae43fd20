/** A device as the channel sees one: a real key, a real socket, and no opinion on what it hears. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Down } from '../../../shared/protocol/down.ts';
import { parseDown } from '../../../shared/protocol/parse-frame.ts';
import { challengeText } from '../../../shared/protocol/signature.ts';
import { SUBPROTOCOL } from '../../../shared/protocol/version.ts';

export type DownOf<Type extends Down['type']> = Extract<Down, { type: Type }>;

export interface DeviceKey {
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

export interface TestDevice {
  readonly ws: WebSocket;
  /** All messages so far, in their order. */
  readonly messages: readonly Down[];
  /** The first message of a type that was not taken yet; waits for it. */
  readonly take: <Type extends Down['type']>(type: Type) => Promise<DownOf<Type>>;
  readonly send: (message: Readonly<Record<string, unknown>>) => void;
  readonly closed: Promise<Closed>;
  /** Answers the challenge; `claim` replaces fields of it. */
  readonly authenticate: (claim?: object) => Promise<void>;
}

export function createDeviceKey(): DeviceKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { publicKey: publicKey.export({ format: 'jwk' }).x ?? '', privateKey };
}

/** The key pair of a seed, so that a load generator in another language can have the same. */
export function deviceKeyOf(seed: Buffer): DeviceKey {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const privateKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '' };
}

export function signatureOf(key: DeviceKey, serviceId: string, deviceId: string, nonce: string): string {
  return sign(null, Buffer.from(challengeText(serviceId, deviceId, nonce)), key.privateKey).toString(
    'base64url',
  );
}

/** Opens a connection and waits until it is open. */
export async function openDevice(url: string, deviceId: string, key: DeviceKey): Promise<TestDevice> {
  const ws = new WebSocket(url, SUBPROTOCOL, { perMessageDeflate: true });
  const device = listen(ws, deviceId, key);
  await once(ws, 'open');
  return device;
}

function listen(ws: WebSocket, deviceId: string, key: DeviceKey): TestDevice {
  const messages: Down[] = [];
  const taken = new Set<Down>();
  const arrivals = new Set<() => void>();
  const closed = new Promise<Closed>((resolve) => {
    ws.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  ws.on('message', (data: Buffer) => {
    const parsed = parseDown(data.toString());
    if (!parsed.ok) throw new Error(`the service sent a bad frame: ${parsed.problem.message}`);
    messages.push(parsed.value);
    for (const arrived of [...arrivals]) arrived();
  });
  const find = <Type extends Down['type']>(type: Type): DownOf<Type> | undefined =>
    messages.find((message): message is DownOf<Type> => message.type === type && !taken.has(message));
  const take = async <Type extends Down['type']>(type: Type): Promise<DownOf<Type>> => {
    for (;;) {
      const message = find(type);
      if (message !== undefined) {
        taken.add(message);
        return message;
      }
      const ended = await Promise.race([arrival(arrivals), closed]);
      if (ended !== null && find(type) === undefined) {
        throw new Error(`closed with ${ended.code} while waiting for ${type}`);
      }
    }
  };
  const send = (message: Readonly<Record<string, unknown>>): void => ws.send(JSON.stringify(message));
  return {
    ws,
    messages,
    take,
    send,
    closed,
    async authenticate(claim = {}) {
      const { serviceId, nonce } = await take('hello');
      const signature = signatureOf(key, serviceId, deviceId, nonce);
      const facts = { appVersion: '0.1.0', signedIn: true, cachedMode: true };
      send({ type: 'authenticate', deviceId, nonce, signature, ...facts, ...claim });
    },
  };
}

function arrival(arrivals: Set<() => void>): Promise<null> {
  return new Promise((resolve) => {
    const arrived = (): void => {
      arrivals.delete(arrived);
      resolve(null);
    };
    arrivals.add(arrived);
  });
}
