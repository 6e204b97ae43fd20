/** Removing a person over real HTTP: nothing of them is left but the log, and their devices learn it however late (G35). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditPageSchema } from '../../../shared/http/audit.ts';
import { CLOSE_CODES } from '../../../shared/protocol/close-codes.ts';
import { createDeviceKey, openDevice, type DeviceKey, type TestDevice } from '../channel/test-device.ts';
import { startRig, text, type Answer, type ServiceRig } from '../service-rig.ts';

const PASSWORD = 'correct horse';
const ADA = { email: 'ada@example.com', displayName: 'Ada', password: PASSWORD };

let rig: ServiceRig;
let adaId: string;
let readerId: string;
let groupId: string;

beforeAll(async () => {
  rig = await startRig();
  adaId = text((await rig.call('POST', '/api/v1/users', { body: ADA })).body, 'id');
  const reader = { email: 'bob@example.com', displayName: 'Bob', mayRead: [adaId] };
  readerId = text((await rig.call('POST', '/api/v1/users', { body: reader })).body, 'id');
  groupId = text((await rig.call('POST', '/api/v1/groups', { body: { name: 'London' } })).body, 'id');
  await rig.call('PUT', `/api/v1/groups/${groupId}/members/${adaId}`);
});
afterAll(() => rig.stop());

function register({ publicKey }: DeviceKey): Promise<Answer> {
  const device = { name: 'laptop', platform: 'linux', appVersion: '0.1.0', publicKey };
  return rig.call('POST', '/api/v1/devices', { token: null, body: { ...ADA, device } });
}

async function connect(id: string, key: DeviceKey): Promise<TestDevice> {
  const device = await openDevice(`${rig.service.httpUrl.replace('http', 'ws')}/device/v1`, id, key);
  await device.authenticate();
  return device;
}

test('G35: a linked device ends at once, one that comes back later is told that it is revoked, not that it is unknown', async () => {
  const linkedKey = createDeviceKey();
  const awayKey = createDeviceKey();
  const linked = await connect(text((await register(linkedKey)).body, 'deviceId'), linkedKey);
  const awayId = text((await register(awayKey)).body, 'deviceId');
  await linked.take('welcome');
  expect((await rig.call('DELETE', `/api/v1/users/${adaId}`)).status).toBe(204);
  expect((await linked.closed).code).toBe(CLOSE_CODES.revoked);
  const back = await connect(awayId, awayKey);
  expect((await back.closed).code).toBe(CLOSE_CODES.revoked);
  expect((await rig.call('GET', '/api/v1/devices')).body).toMatchObject({ items: [] });
});

test('nothing of them is left, but the row in the log; the address is free, their keys are not', async () => {
  expect((await rig.call('GET', `/api/v1/users/${adaId}`)).status).toBe(404);
  expect((await rig.call('DELETE', `/api/v1/users/${adaId}`)).status).toBe(404);
  expect((await rig.call('GET', `/api/v1/groups/${groupId}`)).body).toMatchObject({ members: 0 });
  expect((await rig.call('GET', `/api/v1/users/${readerId}`)).body).toMatchObject({ mayRead: [] });
  const key = createDeviceKey();
  expect((await register(key)).status).toBe(401);
  const log = auditPageSchema.parse((await rig.call('GET', '/api/v1/audit?action=person.delete')).body);
  expect(log.items[0]).toMatchObject({
    target: adaId,
    detail: { before: { email: ADA.email }, groups: [groupId] },
  });
  const seq = String(log.items[0]?.seq);
  expect((await rig.call('GET', `/api/v1/audit/${seq}`)).body).toEqual(log.items[0]);
  expect((await rig.call('POST', '/api/v1/users', { body: ADA })).status).toBe(201);
});
