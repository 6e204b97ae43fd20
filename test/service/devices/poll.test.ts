/** The poll fallback over HTTP: nonce, signature, the whole truth, and every way to be refused (PROTOCOL.md, G36). */
import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { challengeText } from '../../../shared/protocol/signature.ts';
import { pollAnswerSchema, POLL_HEADERS, POLL_PATH, pollText } from '../../../shared/protocol/poll.ts';
import { startRig, START_MS, text, type Answer, type ServiceRig } from '../service-rig.ts';
import { addPollingDevice, type PollingDevice } from './polling-device.ts';

let rig: ServiceRig;
let groupId: string;

beforeAll(async () => {
  rig = await startRig();
  groupId = text((await rig.call('POST', '/api/v1/groups', { body: { name: 'London' } })).body, 'id');
  const ada = { email: 'ada@example.com', displayName: 'Ada', password: 'correct horse' };
  const userId = text((await rig.call('POST', '/api/v1/users', { body: ada })).body, 'id');
  await rig.call('PUT', `/api/v1/groups/${groupId}/members/${userId}`);
});
afterAll(() => rig.stop());

const addDevice = (): Promise<PollingDevice> => addPollingDevice(rig, 'ada@example.com', 'correct horse');

function ask(headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return rig.call('GET', POLL_PATH, { token: null, headers });
}

async function nonce(): Promise<string> {
  const answer = await ask();
  expect(answer).toMatchObject({ status: 401, body: { code: 'nonce-required' } });
  return answer.headers.get(POLL_HEADERS.nonce) ?? '';
}

function signed(
  device: PollingDevice,
  given: string,
  signedText = pollText(device.serviceId, device.id, given),
) {
  const signature = sign(null, Buffer.from(signedText), device.privateKey).toString('base64url');
  return {
    [POLL_HEADERS.device]: device.id,
    [POLL_HEADERS.nonce]: given,
    [POLL_HEADERS.signature]: signature,
  };
}

describe('the poll fallback', () => {
  test('a device that signs the nonce gets everything that is true for it, and a token for its mail', async () => {
    const device = await addDevice();
    const body = {
      description: 'd',
      affectedGroupId: groupId,
      start: new Date(START_MS).toISOString(),
      end: null,
    };
    const eventId = text((await rig.call('POST', '/api/v1/events', { body })).body, 'id');
    const answer = await ask(signed(device, await nonce()));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const told = pollAnswerSchema.parse(answer.body);
    expect(told).toMatchObject({
      serverTime: new Date(START_MS).toISOString(),
      user: { email: 'ada@example.com' },
      snapshot: {
        permissions: { disasterRecovery: true },
        groups: [{ id: groupId, name: 'London' }],
        events: [{ id: eventId, recovering: false }],
      },
    });
    const mail = await rig.call('GET', '/.well-known/jmap', { token: told.accessToken ?? null });
    expect(mail).toMatchObject({ status: 200, body: { username: 'ada@example.com' } });
  });

  test('G36: a nonce serves once, and a signature of the channel is none here', async () => {
    const device = await addDevice();
    const used = await nonce();
    expect((await ask(signed(device, used))).status).toBe(200);
    expect(await ask(signed(device, used))).toMatchObject({ status: 401, body: { code: 'nonce-required' } });
    const given = await nonce();
    const ofChannel = signed(device, given, challengeText(device.serviceId, device.id, given));
    expect(await ask(ofChannel)).toMatchObject({ status: 401, body: { code: 'not-authenticated' } });
  });

  test('G36: of two requests at once with the same nonce, one is answered', async () => {
    const device = await addDevice();
    const headers = signed(device, await nonce());
    const answers = await Promise.all([ask(headers), ask(headers), ask(headers)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('G36: a nonce of ours alone counts, and only the key of the device itself', async () => {
    const device = await addDevice();
    const other = await addDevice();
    expect(await ask(signed(device, '1.made-up.AAAA'))).toMatchObject({ body: { code: 'nonce-required' } });
    const stolen = { ...signed(other, await nonce()), [POLL_HEADERS.device]: device.id };
    expect(await ask(stolen)).toMatchObject({ status: 401, body: { code: 'not-authenticated' } });
    const unknown = signed({ ...device, id: 'nobody' }, await nonce());
    expect(await ask(unknown)).toMatchObject({ status: 401, body: { code: 'not-authenticated' } });
  });

  test('G35: a revoked device is told so, its token opens nothing any more, and others learn nothing', async () => {
    const device = await addDevice();
    const told = pollAnswerSchema.parse((await ask(signed(device, await nonce()))).body);
    await rig.call('DELETE', `/api/v1/devices/${device.id}`);
    expect(await ask(signed(device, await nonce()))).toMatchObject({
      status: 403,
      body: { code: 'device-revoked' },
    });
    expect((await rig.call('GET', '/.well-known/jmap', { token: told.accessToken ?? null })).status).toBe(
      401,
    );
    const foreign = { ...signed(await addDevice(), await nonce()), [POLL_HEADERS.device]: device.id };
    expect(await ask(foreign)).toMatchObject({ status: 401, body: { code: 'not-authenticated' } });
  });

  test('G42: too many failures are 429 with Retry-After', async () => {
    const other = { id: 'nobody', serviceId: 'x', privateKey: generateKeyPairSync('ed25519').privateKey };
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1)
      statuses.push((await ask(signed(other, await nonce()))).status);
    expect(statuses.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 401));
    expect(statuses.at(-1)).toBe(429);
  });
});
