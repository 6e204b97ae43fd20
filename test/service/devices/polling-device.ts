/** A device that speaks to a service by polls alone. */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import {
  pollAnswerSchema,
  POLL_HEADERS,
  POLL_PATH,
  pollText,
  type PollAnswer,
} from '../../../shared/protocol/poll.ts';
import { text, type ServiceRig } from '../service-rig.ts';

export interface PollingDevice {
  readonly id: string;
  readonly serviceId: string;
  readonly privateKey: KeyObject;
}

export async function addPollingDevice(
  rig: ServiceRig,
  email: string,
  password: string,
): Promise<PollingDevice> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x } = publicKey.export({ format: 'jwk' });
  const device = { name: 'laptop', platform: 'linux', appVersion: '1', publicKey: x };
  const answer = await rig.call('POST', '/api/v1/devices', {
    token: null,
    body: { email, password, device },
  });
  const { service } = answer.body as { readonly service: { readonly id: string } };
  return { id: text(answer.body, 'deviceId'), serviceId: service.id, privateKey };
}

export async function pollAs(
  rig: ServiceRig,
  { id, serviceId, privateKey }: PollingDevice,
): Promise<PollAnswer> {
  const asked = await rig.call('GET', POLL_PATH, { token: null });
  const nonce = asked.headers.get(POLL_HEADERS.nonce) ?? '';
  const signature = sign(null, Buffer.from(pollText(serviceId, id, nonce)), privateKey);
  const headers = {
    [POLL_HEADERS.device]: id,
    [POLL_HEADERS.nonce]: nonce,
    [POLL_HEADERS.signature]: signature.toString('base64url'),
  };
  return pollAnswerSchema.parse((await rig.call('GET', POLL_PATH, { token: null, headers })).body);
}
