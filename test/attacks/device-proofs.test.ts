/** An attack on devices: false proofs from an address, to keep the device behind it out that has the right key (G51). */
import { sign } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { POLL_HEADERS, POLL_PATH, pollText } from '../../shared/protocol/poll.ts';
import { CHANNEL_PATH } from '../../shared/protocol/version.ts';
import { createDeviceKey, openDevice } from '../service/channel/test-device.ts';
import { startRig, text, type ServiceRig } from '../service/service-rig.ts';
import { letStrangers, timed } from './strangers.ts';

/** G51. */
const WITHIN_MS = 5000;
const STRANGERS = 100;
/** More than an address may have false in a minute. */
const FALSE_PROOFS = 150;

let rig: ServiceRig;
let url: string;
let deviceId: string;
const key = createDeviceKey();

beforeAll(async () => {
  rig = await startRig();
  url = `${rig.service.httpUrl.replace('http', 'ws')}${CHANNEL_PATH}`;
  const person = { email: 'ada@example.com', displayName: 'Ada', password: 'correct horse' };
  await rig.call('POST', '/api/v1/users', { body: person });
  const device = { name: 'laptop', platform: 'linux', appVersion: '1.0.0', publicKey: key.publicKey };
  const body = { email: person.email, password: person.password, device };
  deviceId = text((await rig.call('POST', '/api/v1/devices', { token: null, body })).body, 'deviceId');
});
afterAll(() => rig.stop());

/** In the name of the device, or of none that there is; answers with the close code. */
async function proveFalsely(stranger: number): Promise<number> {
  const name = stranger % 2 === 0 ? deviceId : `nobody-${String(stranger)}`;
  const device = await openDevice(url, name, createDeviceKey());
  await device.authenticate();
  return (await device.closed).code;
}

async function connect(): Promise<string> {
  const device = await openDevice(url, deviceId, key);
  await device.authenticate();
  const { type } = await device.take('welcome');
  device.ws.close();
  await once(device.ws, 'close');
  return type;
}

async function poll(): Promise<number> {
  const asked = await rig.call('GET', POLL_PATH, { token: null });
  const nonce = asked.headers.get(POLL_HEADERS.nonce) ?? '';
  const serviceId = asked.headers.get(POLL_HEADERS.service) ?? '';
  const signature = sign(null, Buffer.from(pollText(serviceId, deviceId, nonce)), key.privateKey);
  const headers = {
    [POLL_HEADERS.device]: deviceId,
    [POLL_HEADERS.nonce]: nonce,
    [POLL_HEADERS.signature]: signature.toString('base64url'),
  };
  return (await rig.call('GET', POLL_PATH, { token: null, headers })).status;
}

test(`G51: ${String(STRANGERS)} strangers with false proofs at its own address do not keep out a device with the right key`, async () => {
  const codes = new Set<number>();
  const strangers = await letStrangers(
    STRANGERS,
    async (stranger) => {
      codes.add(await proveFalsely(stranger));
    },
    FALSE_PROOFS,
  );
  // They are told to wait by now; the device is not.
  expect(codes).toEqual(new Set([4001, 4029]));
  const [type, channelMs] = await timed(connect());
  const [status, pollMs] = await timed(poll());
  await strangers.stop();
  expect([type, status]).toEqual(['welcome', 200]);
  expect(Math.max(channelMs, pollMs)).toBeLessThanOrEqual(WITHIN_MS);
});
