/** A thousand devices: all come at once, are sent away when the service drains, and come back (G32, G44). */
import path from 'node:path';
import process from 'node:process';
import { beforeAll, expect, test } from 'vitest';
import { folderOfFile } from '../crash/hits.ts';
import { createLightDevice, type LightDevice } from '../journeys/light-device.ts';
import { addEvent } from '../journeys/organisation.ts';
import { startService, type ServiceProcess } from '../journeys/process-rig.ts';
import { registerDevices, type RegisteredDevices } from '../journeys/registered-devices.ts';

const DEVICES = 1000;
const RETRY_SPREAD_MS = 30_000;
const folder = folderOfFile();
let registered: RegisteredDevices;
let devices: readonly LightDevice[];
let service: ServiceProcess;

beforeAll(async () => {
  registered = await registerDevices(path.join(folder, 'service'), DEVICES);
  devices = registered.devices.map(({ id, key }) => createLightDevice(id, key));
  service = await startService(folder);
  await addEvent(service, registered.groupId);
  return () => service.kill();
}, 60_000);

const storm = (): Promise<unknown> => Promise.all(devices.map((device) => device.connect(service.url)));

test('G32: all come at once, and again after a drain: all are brought up', { timeout: 120_000 }, async () => {
  await storm();
  process.kill(service.pid, 'SIGTERM');
  const endings = await Promise.all(devices.map((device) => device.ended()));
  expect(await service.ended).toBe(0);
  expect(new Set(endings.map(({ code }) => code))).toEqual(new Set([1012]));
  // G44: sent away with a time to come back each, spread so evenly that no third of the time is left out.
  const thirds = endings.map(({ retryAfterMs = -1 }) => Math.floor((3 * retryAfterMs) / RETRY_SPREAD_MS));
  for (const third of [0, 1, 2])
    expect(thirds.filter((found) => found === third).length).toBeGreaterThan(DEVICES / 5);

  service = await startService(folder);
  await storm();
  expect(devices.filter(({ modes }) => modes.join() !== 'normal,dr')).toEqual([]);
});
