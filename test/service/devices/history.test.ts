/** A device's history over real HTTP and a real channel: what it told, what it showed, and what was done to it (product 5). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS, fromMs, MINUTE_MS } from '../../../shared/domain/instant.ts';
import { HISTORY_MS } from '../../../service/devices/device-records.ts';
import { deviceHistoryPageSchema, type DeviceHistoryItem } from '../../../shared/http/device-history.ts';
import { createDeviceKey, openDevice, type TestDevice } from '../channel/test-device.ts';
import { startRig, START_MS, text, type ServiceRig } from '../service-rig.ts';

const PASSWORD = 'correct horse';
const key = createDeviceKey();

let rig: ServiceRig;
let deviceId: string;
let eventId: string;
let device: TestDevice;

beforeAll(async () => {
  rig = await startRig();
  const person = { email: 'ada@example.com', displayName: 'Ada', password: PASSWORD };
  await rig.call('POST', '/api/v1/users', { body: person });
  const groupId = text((await rig.call('POST', '/api/v1/groups', { body: { name: 'London' } })).body, 'id');
  const event = {
    description: 'Outage',
    affectedGroupId: groupId,
    timeZone: 'Europe/London',
    start: fromMs(START_MS),
    end: null,
  };
  eventId = text((await rig.call('POST', '/api/v1/events', { body: event })).body, 'id');
  const facts = { name: 'laptop', platform: 'linux', appVersion: '0.1.0', publicKey: key.publicKey };
  const body = { email: person.email, password: PASSWORD, device: facts };
  deviceId = text((await rig.call('POST', '/api/v1/devices', { token: null, body })).body, 'deviceId');
  device = await connect({});
});
afterAll(() => rig.stop());

async function connect(claim: object): Promise<TestDevice> {
  const url = `${rig.service.httpUrl.replace('http', 'ws')}/device/v1`;
  const connected = await openDevice(url, deviceId, key);
  await connected.authenticate(claim);
  await connected.take('welcome');
  return connected;
}

async function tell(message: Readonly<Record<string, unknown>>): Promise<void> {
  device.send(message);
  await device.take('ack');
}

async function history(query = ''): Promise<readonly DeviceHistoryItem[]> {
  const answer = await rig.call('GET', `/api/v1/devices/${deviceId}/history${query}`);
  return deviceHistoryPageSchema.parse(answer.body).items;
}

/** A minute later, so that each deed has an instant of its own. */
function report(mode: 'normal' | 'dr', cachedMode: boolean): Promise<void> {
  rig.world.wallMs += MINUTE_MS;
  const events = [
    { eventId, participates: mode === 'dr', reasons: mode === 'dr' ? [] : ['cached-mode-off'] },
  ];
  const cache = { messages: 1, bytes: 2, complete: true };
  return tell({ type: 'report', id: `r-${String(rig.world.wallMs)}`, mode, events, cachedMode, cache });
}

test('each change that the device tells is kept once, with the events it is for; the same again is none', async () => {
  await report('dr', true);
  await report('dr', true);
  const shownAt = fromMs(rig.world.wallMs + 1);
  await tell({ type: 'receipt', id: 'shown-1', eventId, kind: 'start', shownAt });
  await report('normal', false);
  const items = await history();
  expect(items.map(({ kind }) => kind)).toEqual([
    'left-dr',
    'cached-mode-off',
    'notice',
    'entered-dr',
    'registered',
  ]);
  const events = [{ id: eventId, description: 'Outage' }];
  expect(items[2]).toMatchObject({ at: shownAt, actor: null, detail: { notice: 'start', events } });
  expect(items[3]).toMatchObject({ at: fromMs(START_MS + MINUTE_MS), detail: { events } });
  expect(items[4]?.actor).toMatch(/^person:/u);
});

test('page by page it is the same, whatever happened at one instant', async () => {
  const whole = await history();
  const seen: DeviceHistoryItem[] = [];
  let cursor = '';
  for (;;) {
    const answer = await rig.call('GET', `/api/v1/devices/${deviceId}/history?limit=1${cursor}`);
    const page = deviceHistoryPageSchema.parse(answer.body);
    seen.push(...page.items);
    if (page.next === null) break;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
  expect(seen).toEqual(whole);
});

test('a new version and signing out are told at connecting; what is older than the limit goes', async () => {
  rig.world.wallMs += HISTORY_MS - DAY_MS;
  device.ws.terminate();
  device = await connect({ appVersion: '0.2.0', cachedMode: false, signedIn: false });
  await report('normal', true);
  const items = await history();
  expect(items.map(({ kind }) => kind).slice(0, 3)).toEqual(['cached-mode-on', 'updated', 'signed-out']);
  expect(items[1]?.detail).toEqual({ from: '0.1.0', to: '0.2.0' });
  expect(items.map(({ kind }) => kind)).toContain('entered-dr');
  rig.world.wallMs += 2 * DAY_MS;
  await report('normal', false);
  expect((await history()).map(({ kind }) => kind)).not.toContain('entered-dr');
});

test('revoking stands in it, with who did it', async () => {
  rig.world.wallMs += MINUTE_MS;
  await rig.call('DELETE', `/api/v1/devices/${deviceId}`);
  expect((await history('?limit=1'))[0]).toMatchObject({ kind: 'revoked', actor: 'administrator' });
  expect((await rig.call('GET', '/api/v1/devices/nobody/history')).status).toBe(404);
});
