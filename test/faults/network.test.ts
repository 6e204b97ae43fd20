/** Links that are cut, reset and sliced anywhere, between real processes: every device knows the truth when the path is usable again (G2, G15). */
import path from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { SECOND_MS } from '../../shared/domain/instant.ts';
import { folderOfFile } from '../crash/hits.ts';
import { createLightDevice, type LightDevice } from '../journeys/light-device.ts';
import { addEvent, inMode, isNotice, isOnline } from '../journeys/organisation.ts';
import { startDevice, startService, type ServiceProcess } from '../journeys/process-rig.ts';
import { registerDevices, type RegisteredDevices } from '../journeys/registered-devices.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

const folder = folderOfFile();
/** A device may connect sixty times a minute. */
const DEVICES = 40;
/** 30 s at most until the next try, and 5 s for it. */
const RIGHT_WITHIN_MS = 35 * SECOND_MS;
let registered: RegisteredDevices;
let service: ServiceProcess;
let proxy: TcpProxy;
let eventId: string;

beforeAll(async () => {
  registered = await registerDevices(path.join(folder, 'service'), DEVICES);
  service = await startService(folder);
  proxy = await startTcpProxy(service.url);
  eventId = await addEvent(service, registered.groupId);
  return async () => {
    await proxy.stop();
    await service.kill();
  };
});

const lightDevices = (): readonly LightDevice[] =>
  registered.devices.map(({ id, key }) => createLightDevice(id, key));

/** Every boundary of the handshake's answer, the welcome and the token, and some more. */
const LONGEST = 1400;

test('G15: the stream cut in two at every byte: each device is brought up, in DR', async () => {
  for (let sliceAt = 1; sliceAt <= LONGEST; sliceAt += DEVICES) {
    const devices = lightDevices();
    for (const index of devices.keys()) proxy.once({ sliceAt: sliceAt + index });
    await Promise.all(devices.map((device) => device.connect(proxy.url)));
    expect(devices.filter((device) => device.mode() !== 'dr')).toEqual([]);
    for (const device of devices) device.drop();
  }
});

test('G2: reset after any byte: what was half heard is heard again, and no mode changes in between', async () => {
  const devices = lightDevices();
  await Promise.all(devices.map((device) => device.connect(service.url)));
  for (const device of devices) device.drop();
  await service.admin('PATCH', `/events/${eventId}`, { description: 'changed while all were away' });
  for (const [index, device] of devices.entries()) {
    proxy.set({ resetAfter: 1 + index * 30 });
    await device.connect(proxy.url).catch(() => undefined);
    device.drop();
  }
  await Promise.all(devices.map((device) => device.connect(service.url)));
  for (const device of devices) {
    expect(device.known().events.get(eventId)?.description).toBe('changed while all were away');
    expect(device.modes).toEqual(['normal', 'dr']);
    device.drop();
  }
});

test('G2: a device whose path is reset, then gone, then slow: it follows as soon as there is one', async () => {
  proxy.set({});
  const device = startDevice(proxy.url, registered.email, path.join(folder, 'device'));
  onTestFinished(() => device.kill());
  await device.until(isOnline);
  await device.until(inMode('dr'));
  proxy.set({ isDown: true });
  proxy.resetAll();
  await device.until((line) => line.type === 'link' && line['state'] === 'offline' && 'retryInMs' in line);
  await service.admin('POST', `/events/${eventId}/end`);
  proxy.set({ latencyMs: 300 });
  const usableMs = performance.now();
  await device.until(isNotice('end'));
  const rightAfterMs = Math.round(performance.now() - usableMs);
  console.log(JSON.stringify({ rightAfterMs }));
  expect(rightAfterMs).toBeLessThanOrEqual(RIGHT_WITHIN_MS);
  expect(device.lines.filter(({ type }) => type === 'mode').map(({ mode }) => mode)).toEqual([
    'normal',
    'dr',
    'normal',
  ]);
});
