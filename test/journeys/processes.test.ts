/** Real processes, killed without warning: the same device, the same mode, and no message lost or told twice (G15, G17). */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  PASSWORD,
  startDevice,
  startService,
  type DeviceProcess,
  type ServiceProcess,
} from './process-rig.ts';

const EMAIL = 'ada@north.example';
const started: DeviceProcess[] = [];
let folder: string;
let service: ServiceProcess;
let groupId: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'continuity-processes-'));
  service = await startService(folder);
  const permissions = { disasterRecovery: true };
  const person = { email: EMAIL, displayName: 'Ada', password: PASSWORD, permissions };
  const { id: userId } = await service.admin('POST', '/users', person);
  groupId = String((await service.admin('POST', '/groups', { name: 'London' }))['id']);
  await service.admin('PUT', `/groups/${groupId}/members/${String(userId)}`);
});
afterAll(async () => {
  for (const device of started) await device.kill();
  await service.kill();
  rmSync(folder, { recursive: true, force: true });
});

function device(state: string, env: Readonly<Record<string, string>> = {}): DeviceProcess {
  const one = startDevice(service.url, EMAIL, path.join(folder, state), { env });
  started.push(one);
  return one;
}

async function addEvent(): Promise<string> {
  const texts = { startMessage: 'Mail is down', endMessage: 'Mail is back' };
  const event = {
    description: 'Exchange',
    affectedGroupId: groupId,
    outlookContinuity: true,
    timeZone: 'UTC',
    end: null,
  };
  return String((await service.admin('POST', '/events', { ...event, ...texts }))['id']);
}

const inMode = (mode: string) => (line: Readonly<Record<string, unknown>>) =>
  line['type'] === 'mode' && line['mode'] === mode;
const online = (line: Readonly<Record<string, unknown>>) =>
  line['type'] === 'link' && line['state'] === 'online';

test('kill -9 of the device, then of the service: one device, one start, one end', async () => {
  const first = device('plain');
  const registered = await first.until(({ type }) => type === 'registered');
  await first.until(online);
  const eventId = await addEvent();
  await first.until(({ type }) => type === 'notice');
  first.say({ do: 'send', to: ['a@b.example'], subject: 'x', text: 'y' });
  expect(await first.until(({ type }) => type === 'error')).toMatchObject({ code: 'not-available' });
  await first.kill();

  const second = device('plain');
  expect(await second.until(({ type }) => type === 'registered')).toMatchObject({
    deviceId: registered['deviceId'],
  });
  await second.until(inMode('dr'));
  await second.until(online);

  await service.kill();
  await second.until((line) => line.type === 'link' && line['state'] === 'offline');
  service = await startService(folder, new URL(service.url).host);
  await service.admin('POST', `/events/${eventId}/end`);
  await second.until(({ type, kind }) => type === 'notice' && kind === 'end');
  expect(await second.until(inMode('normal'))).toMatchObject({ reasons: ['event-not-current'] });
  expect([
    first.notices('start').length,
    second.notices('start').length,
    second.notices('end').length,
  ]).toEqual([1, 0, 1]);
  expect(second.lines.filter(({ type }) => type === 'mode').map(({ mode }) => mode)).toEqual([
    'dr',
    'normal',
  ]);

  second.say({ do: 'nonsense' });
  expect(await second.until(({ type }) => type === 'error')).toMatchObject({ code: 'bad-command' });
  second.say({ do: 'quit' });
  expect(await second.ended).toBe(0);
  expect(statSync(path.join(folder, 'plain', 'state.key')).mode & 0o077).toBe(0);
}, 90_000);

test.each([
  ['applied-before-show', 0, true],
  ['shown-before-mark', 1, true],
  ['persisted-before-ack', 1, false],
])(
  'G17: killed at %s: nothing lost, and told again only as repeated',
  async (point, before, again) => {
    const first = device(point, { CONTINUITY_CRASH_AT: point });
    await first.until(online);
    const eventId = await addEvent();
    expect(await first.ended).toBe('SIGKILL');
    expect(first.notices('start')).toHaveLength(before);

    const second = device(point);
    await second.until(inMode('dr'));
    await second.until(online);
    if (again)
      expect(await second.until(({ type }) => type === 'notice')).toMatchObject({
        kind: 'start',
        repeated: true,
      });
    await service.admin('POST', `/events/${eventId}/end`);
    await second.until(({ type, kind }) => type === 'notice' && kind === 'end');
    expect(second.notices('start')).toHaveLength(again ? 1 : 0);
    second.say({ do: 'quit' });
    expect(await second.ended).toBe(0);
  },
  60_000,
);

test('interfaces 1: exit code 1 when the password is wrong, 2 on bad usage', async () => {
  const wrong = device('wrong', { CONTINUITY_PASSWORD: 'no' });
  expect(await wrong.until(({ type }) => type === 'error')).toMatchObject({ code: 'wrong-credentials' });
  expect(await wrong.ended).toBe(1);
  const insecure = startDevice('http://mail.example', EMAIL, path.join(folder, 'none'));
  expect(await insecure.ended).toBe(2);
}, 60_000);
