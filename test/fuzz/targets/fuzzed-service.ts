/** The whole control service under fuzzing: people, a registered device, some mail, and what it must never answer. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { POLL_HEADERS, POLL_PATH, pollAnswerSchema, pollText } from '../../../shared/protocol/poll.ts';
import { fromMs } from '../../../shared/domain/instant.ts';
import { startRig, START_MS, text, type ServiceRig } from '../../service/service-rig.ts';
import { promise } from '../harness/fuzz-target.ts';

export interface FuzzedService {
  readonly rig: ServiceRig;
  readonly groupId: string;
  readonly userId: string;
  readonly eventId: string;
  readonly deviceId: string;
  /** Bearer, for JMAP. */
  readonly accessToken: string;
  /** Fails when the service is not well any more. */
  readonly checkHealth: () => Promise<void>;
}

const EMAIL = 'ada@example.com';
const PASSWORD = 'correct horse';

export async function startFuzzedService(): Promise<FuzzedService> {
  const rig = await startRig();
  const groupId = text((await rig.call('POST', '/api/v1/groups', { body: { name: 'London' } })).body, 'id');
  const person = { email: EMAIL, displayName: 'Ada', password: PASSWORD };
  const userId = text((await rig.call('POST', '/api/v1/users', { body: person })).body, 'id');
  await rig.call('PUT', `/api/v1/groups/${groupId}/members/${userId}`);
  const event = { description: 'd', affectedGroupId: groupId, start: fromMs(START_MS), end: null };
  const eventId = text((await rig.call('POST', '/api/v1/events', { body: event })).body, 'id');
  const { deviceId, accessToken } = await registerDevice(rig);
  for (const number of [1, 2, 3]) await deliver(rig, number);
  const checkHealth = async (): Promise<void> => {
    const { status } = await rig.call('GET', `/api/v1/users/${userId}`);
    promise(status === 200, `a plain request is answered with ${status}`);
  };
  return { rig, groupId, userId, eventId, deviceId, accessToken, checkHealth };
}

async function registerDevice(
  rig: ServiceRig,
): Promise<{ readonly deviceId: string; readonly accessToken: string }> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const device = {
    name: 'laptop',
    platform: 'linux',
    appVersion: '1',
    publicKey: publicKey.export({ format: 'jwk' }).x,
  };
  const body = { email: EMAIL, password: PASSWORD, device };
  const registered = await rig.call('POST', '/api/v1/devices', { token: null, body });
  const deviceId = text(registered.body, 'deviceId');
  const asked = await rig.call('GET', POLL_PATH, { token: null });
  const nonce = asked.headers.get(POLL_HEADERS.nonce) ?? '';
  const serviceId = (registered.body as { readonly service: { readonly id: string } }).service.id;
  const signature = sign(null, Buffer.from(pollText(serviceId, deviceId, nonce)), privateKey).toString(
    'base64url',
  );
  const answer = await rig.call('GET', POLL_PATH, {
    token: null,
    headers: {
      [POLL_HEADERS.device]: deviceId,
      [POLL_HEADERS.nonce]: nonce,
      [POLL_HEADERS.signature]: signature,
    },
  });
  return { deviceId, accessToken: pollAnswerSchema.parse(answer.body).accessToken ?? '' };
}

async function deliver(rig: ServiceRig, number: number): Promise<void> {
  const dialogue = [
    'EHLO x',
    'MAIL FROM:<a@sender.example>',
    `RCPT TO:<${EMAIL}>`,
    'DATA',
    `Subject: number ${number}\r\nMessage-ID: <${number}@x>\r\n\r\nBody ${number}\r\n.`,
    'QUIT',
  ];
  const socket = connectTo(rig);
  for (const line of dialogue) {
    await once(socket, 'data');
    socket.write(`${line}\r\n`);
  }
  await once(socket, 'close');
}

export function connectTo(rig: ServiceRig): Socket {
  return connect(rig.service.smtp.port, rig.service.smtp.host);
}
