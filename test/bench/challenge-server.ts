/** Bare `ws` with the same challenge as the channel and nothing else: no limits, no truth, no order (R1). */
import { createHash, createPublicKey, randomBytes, verify, type KeyObject } from 'node:crypto';
import { WebSocketServer, type WebSocket } from 'ws';
import { z } from 'zod';
import { challengeText } from '../../shared/protocol/signature.ts';
import { SUBPROTOCOL } from '../../shared/protocol/version.ts';
import { deviceKeyOf } from '../service/channel/test-device.ts';
import { serveBench } from './bench-server.ts';

const [count = 1000] = process.argv.slice(2).map(Number);
const serviceId = 'bare';
const claimSchema = z.object({ deviceId: z.string(), signature: z.string() });

const publicKeys = new Map<string, string>();
for (let index = 0; index < count; index += 1) {
  const id = `device-${index}`;
  publicKeys.set(id, deviceKeyOf(createHash('sha256').update(id).digest()).publicKey);
}

function keyOf(deviceId: string): KeyObject {
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKeys.get(deviceId) ?? '' },
    format: 'jwk',
  });
}

function greet(client: WebSocket): void {
  const nonce = randomBytes(32).toString('base64url');
  client.send(JSON.stringify({ type: 'hello', serviceId, nonce }));
  client.once('message', (data: Buffer) => {
    const { deviceId, signature } = claimSchema.parse(JSON.parse(data.toString()));
    const text = Buffer.from(challengeText(serviceId, deviceId, nonce));
    verify(null, text, keyOf(deviceId), Buffer.from(signature, 'base64url'), (error, fits) => {
      if (error !== null || !fits) client.terminate();
      else client.send(JSON.stringify({ type: 'token' }));
    });
  });
}

const server = serveBench(0, () => undefined);
const handleProtocols = (): string => SUBPROTOCOL;
new WebSocketServer({ server, perMessageDeflate: false, clientTracking: false, handleProtocols }).on(
  'connection',
  greet,
);
