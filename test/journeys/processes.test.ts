/** Real processes, killed without warning: the same device, the same mode, and no message told twice (G15). */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addEvent, foundOrganisation, inMode, isNotice, isOnline } from './organisation.ts';
import {
  placeToKeep,
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
  service = await startService(folder, await placeToKeep());
  ({ groupId } = await foundOrganisation(service, [EMAIL]));
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

test('kill -9 of the device, then of the service: one device, one start, one end', async () => {
  const first = device('plain');
  const registered = await first.until(({ type }) => type === 'registered');
  await first.until(isOnline);
  const eventId = await addEvent(service, groupId);
  await first.until(isNotice('start'));
  first.say({ do: 'send', to: ['a@b.example'], subject: 'x', text: 'y' });
  await first.until((line) => line.type === 'outbox' && line['queued'] === 1);
  await first.kill();

  const second = device('plain');
  expect(await second.until(({ type }) => type === 'registered')).toMatchObject({
    deviceId: registered['deviceId'],
  });
  await second.until(inMode('dr'));
  await second.until(isOnline);

  await service.kill();
  await second.until((line) => line.type === 'link' && line['state'] === 'offline');
  service = await startService(folder, new URL(service.url).host);
  await service.admin('POST', `/events/${eventId}/end`);
  await second.until(isNotice('end'));
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
  await second.until(({ type, code }) => type === 'error' && code === 'bad-command');
  second.say({ do: 'quit' });
  expect(await second.ended).toBe(0);
  expect(statSync(path.join(folder, 'plain', 'state.key')).mode & 0o077).toBe(0);
});

test('interfaces 1: exit code 1 when the password is wrong, 2 on bad usage', async () => {
  const wrong = device('wrong', { CONTINUITY_PASSWORD: 'no' });
  expect(await wrong.until(({ type }) => type === 'error')).toMatchObject({ code: 'wrong-credentials' });
  expect(await wrong.ended).toBe(1);
  const insecure = startDevice('http://mail.example', EMAIL, path.join(folder, 'none'));
  expect(await insecure.ended).toBe(2);
});
