/** G1 and G32: five thousand devices on one real service: how soon all are in DR, and how soon all are back after kill -9. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../electron/adapters/system-clock.ts';
import { backoffDelayMs } from '../../shared/lib/backoff.ts';
import { RECONNECT } from '../../shared/protocol/timing.ts';
import { createLightDevice, type LightDevice } from '../journeys/light-device.ts';
import { addEvent } from '../journeys/organisation.ts';
import { placeToKeep, startService, type ServiceProcess } from '../journeys/process-rig.ts';
import { registerDevices } from '../journeys/registered-devices.ts';
import buildPrograms from '../programs/build-programs.ts';
import { quantile, type Bench, type Figure } from './figure.ts';

const DEVICES = 5000;
const ROUNDS = 5;

export const bench: Bench = {
  async run(print) {
    const removePrograms = await buildPrograms();
    const folder = mkdtempSync(path.join(tmpdir(), 'bench-crowd-'));
    try {
      await measureAll(folder, print);
    } finally {
      rmSync(folder, { recursive: true, force: true });
      removePrograms();
    }
  },
};

async function measureAll(folder: string, print: (figure: Figure) => void): Promise<void> {
  const { groupId, devices: registered } = await registerDevices(path.join(folder, 'service'), DEVICES);
  const devices = registered.map(({ id, key }) => createLightDevice(id, key));
  const place = await placeToKeep();
  const service = await startService(folder, place);
  const switched: number[] = [];
  try {
    await allBack(devices, service.url);
    for (let round = 0; round < ROUNDS; round += 1) {
      switched.push(...(await timesToDr(service, groupId, devices)));
    }
  } finally {
    await service.kill();
  }
  await Promise.all(devices.map((device) => device.ended()));
  const killedAtMs = performance.now();
  const [next, backAtMs] = await Promise.all([startService(folder, place), allBack(devices, service.url)]);
  await next.kill();
  const back = backAtMs.map((atMs) => atMs - killedAtMs);
  const tell = (goal: string, name: string, value: number): void =>
    print({
      goal,
      name,
      value: Number(value.toFixed(1)),
      unit: 'ms',
      of: { devices: DEVICES, rounds: ROUNDS },
    });
  tell('G1', 'event asked for by REST until a device is in DR, p50', quantile(switched, 0.5));
  tell('G1', 'event asked for by REST until a device is in DR, p99', quantile(switched, 0.99));
  tell('G1', 'event asked for by REST until the last device is in DR', Math.max(...switched));
  tell('G32', 'kill -9 until a device is back, p50', quantile(back, 0.5));
  tell('G32', 'kill -9 until the last device is back', Math.max(...back));
}

/** When each is back, by the monotonic clock in milliseconds; each tries again as the product's devices do. */
async function allBack(devices: readonly LightDevice[], url: string): Promise<readonly number[]> {
  return Promise.all(
    devices.map(async (device) => {
      for (let attempt = 0; ; attempt += 1) {
        const delayMs = backoffDelayMs(RECONNECT, attempt, Math.random());
        await new Promise<void>((resolve) => void systemClock.schedule(delayMs, resolve));
        const isBack = await device.connect(url).then(
          () => true,
          () => false,
        );
        if (isBack) return performance.now();
      }
    }),
  );
}

/** Milliseconds from the request until each device is in DR; afterwards the event is over and all are in normal mode. */
async function timesToDr(
  { admin }: ServiceProcess,
  groupId: string,
  devices: readonly LightDevice[],
): Promise<readonly number[]> {
  const askedAtMs = performance.now();
  const inMode = (mode: 'normal' | 'dr') => (device: LightDevice) =>
    device.until(() => device.mode() === mode).then(() => performance.now());
  const inDr = Promise.all(devices.map(inMode('dr')));
  const eventId = await addEvent({ admin }, groupId);
  const times = (await inDr).map((atMs) => atMs - askedAtMs);
  await admin('POST', `/events/${eventId}/end`);
  await Promise.all(devices.map(inMode('normal')));
  return times;
}
