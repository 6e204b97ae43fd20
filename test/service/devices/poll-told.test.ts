/** What devices that only poll tell over HTTP, how the console sees them, and who may tell (PROTOCOL.md "Poll fallback"). */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_POLL_TOLD, POLL_TOLD_PATH } from '../../../shared/protocol/poll-told.ts';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import { createPollToldDoor } from '../../../service/devices/poll-told.ts';
import { createSteeredServiceClock } from '../../fakes/steered-service-clock.ts';
import { CHANNEL_LIMITS } from '../../../service/channel/limits.ts';
import { START_MS, startRig, text, type Answer, type ServiceRig } from '../service-rig.ts';
import { addPollingDevice, pollAs, type PollingDevice } from './polling-device.ts';

const EMAIL = 'ada@example.com';
const PASSWORD = 'correct horse';
const NOW = new Date(START_MS).toISOString();
const CACHE = { messages: 12, bytes: 3400, complete: true };

let folder: string;
let rig: ServiceRig;
let groupId: string;
let eventId: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'continuity-polled-'));
  rig = await startRig({ folder });
  groupId = text((await rig.call('POST', '/api/v1/groups', { body: { name: 'London' } })).body, 'id');
  const person = { email: EMAIL, displayName: 'Ada', password: PASSWORD };
  const body = { ...person, permissions: { disasterRecovery: true } };
  const userId = text((await rig.call('POST', '/api/v1/users', { body })).body, 'id');
  await rig.call('PUT', `/api/v1/groups/${groupId}/members/${userId}`);
  const event = { description: 'Down', affectedGroupId: groupId, start: NOW, end: null };
  eventId = text((await rig.call('POST', '/api/v1/events', { body: event })).body, 'id');
});
afterAll(async () => {
  await rig.stop();
  rmSync(folder, { recursive: true, force: true });
});

const addDevice = (): Promise<PollingDevice> => addPollingDevice(rig, EMAIL, PASSWORD);
const view = async ({ id }: PollingDevice): Promise<unknown> =>
  (await rig.call('GET', `/api/v1/devices/${id}`)).body;

function report(id: string, mode: 'normal' | 'dr' = 'dr') {
  const events = [{ eventId, participates: mode === 'dr', reasons: [] }];
  return { type: 'report', id, mode, events, cachedMode: true, cache: CACHE };
}
const receipt = (id: string) => ({ type: 'receipt', id, eventId, kind: 'start', shownAt: NOW });

function tell(token: string | null, messages: readonly unknown[], appVersion = '1.2.3'): Promise<Answer> {
  const body = { appVersion, signedIn: true, cachedMode: true, messages };
  return rig.call('POST', POLL_TOLD_PATH, { token, body });
}

async function progress(): Promise<unknown> {
  const { body } = await rig.call('GET', `/api/v1/events/${eventId}/progress`);
  return (body as { readonly counts: unknown }).counts;
}

async function idsBy(link: string): Promise<readonly string[]> {
  const { body } = await rig.call('GET', `/api/v1/devices?link=${link}`);
  return (body as { readonly items: readonly { readonly id: string }[] }).items.map(({ id }) => id);
}

test('a device that polled is reachable, with what it last told; one that only registered is not', async () => {
  const [first, second, silent] = [await addDevice(), await addDevice(), await addDevice()];
  expect(await progress()).toMatchObject({ participants: 3, notReachable: 3 });
  const { accessToken = '' } = await pollAs(rig, first);
  await pollAs(rig, second);
  expect(await view(first)).toMatchObject({ link: 'polling', polledAt: NOW, onlineSince: null, mode: null });
  expect(await progress()).toMatchObject({ delivered: 2, inDr: 0, notReachable: 1 });
  expect(await tell(accessToken, [report('r'), receipt('s')])).toMatchObject({
    status: 200,
    body: { acknowledged: ['r', 's'] },
  });
  expect(await view(first)).toMatchObject({
    link: 'polling',
    mode: 'dr',
    appVersion: '1.2.3',
    cachedMode: true,
    cache: CACHE,
    events: [{ eventId, participates: true }],
    receipts: [{ eventId, kind: 'start' }],
  });
  expect(await progress()).toMatchObject({ delivered: 2, inDr: 1, shown: 1, notReachable: 1 });
  expect((await idsBy('polling')).toSorted()).toEqual([first.id, second.id].toSorted());
  expect(await idsBy('offline')).toEqual([silent.id]);
  expect((await rig.call('GET', '/metrics')).body).toContain('continuity_devices_polling 2');
});

test('after a restart of the service what it told is still there, and its next poll makes it reachable', async () => {
  const device = await addDevice();
  const { accessToken = '' } = await pollAs(rig, device);
  await tell(accessToken, [report('r')]);
  await rig.stop();
  rig = await startRig({ folder });
  expect(await view(device)).toMatchObject({ link: 'offline', mode: 'dr', cache: CACHE });
  await pollAs(rig, device);
  expect(await view(device)).toMatchObject({ link: 'polling', mode: 'dr', cache: CACHE });
});

test('the same receipt twice is one, and of two reports the later counts', async () => {
  const device = await addDevice();
  const { accessToken = '' } = await pollAs(rig, device);
  await tell(accessToken, [report('a'), receipt('s'), receipt('s'), report('b', 'normal')]);
  await tell(accessToken, [receipt('s')]);
  expect(await view(device)).toMatchObject({ mode: 'normal', receipts: [{ kind: 'start' }] });
});

test('nobody tells without the token of a registered device, and the body of a stranger is not read', async () => {
  const device = await addDevice();
  const { accessToken = '' } = await pollAs(rig, device);
  const raw = { raw: '{"messages":', headers: { 'content-type': 'application/json' } };
  for (const token of [null, 'made-up', `${accessToken}x`])
    expect((await rig.call('POST', POLL_TOLD_PATH, { token, ...raw })).status).toBe(401);
  expect((await rig.call('POST', POLL_TOLD_PATH, { token: accessToken, ...raw })).status).toBe(400);
  await rig.call('DELETE', `/api/v1/devices/${device.id}`);
  expect((await tell(accessToken, [report('r')])).status).toBe(401);
  expect(await view(device)).toMatchObject({ link: 'offline', mode: null });
});

test('G33: too much at once is refused', async () => {
  const device = await addDevice();
  const { accessToken = '' } = await pollAs(rig, device);
  const many = Array.from({ length: MAX_POLL_TOLD + 1 }, (_, index) => receipt(String(index)));
  expect((await tell(accessToken, many)).status).toBe(422);
  expect((await tell(accessToken, [])).status).toBe(422);
});

test('G33: a device that talks more than a channel would let it is sent away for a while', async () => {
  const clock = createSteeredServiceClock(START_MS);
  const device = { id: 'd', userId: 'u', publicKey: '', revoked: false };
  const nothing = async (): Promise<void> => undefined;
  const door = createPollToldDoor({
    truth: { device: async () => device },
    tokens: { check: async () => ({ deviceId: 'd', userId: 'u', expiresAtMs: Infinity }) },
    records: { saveFacts: nothing, saveReport: nothing, saveReceipt: nothing },
    clock,
    live: { link: () => ({ state: 'offline' }) },
    moved: () => undefined,
  });
  const { burst, perSecond } = CHANNEL_LIMITS.messages;
  for (let count = 0; count < burst; count += 1) await door.enter('Bearer t');
  await expect(door.enter('Bearer t')).rejects.toMatchObject({ kind: 'too-many-attempts' });
  clock.advance(SECOND_MS);
  for (let count = 0; count < perSecond; count += 1) await door.enter('Bearer t');
  await expect(door.enter('Bearer t')).rejects.toMatchObject({ kind: 'too-many-attempts' });
});
