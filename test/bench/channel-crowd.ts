/** G1 and G32: five thousand devices on one real service: how soon all are in DR, and how soon all are back after kill -9. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLightDevice } from '../journeys/light-device.ts';
import { placeToKeep, startService } from '../journeys/process-rig.ts';
import { registerDevices } from '../journeys/registered-devices.ts';
import { allBack, timesToDr } from '../journeys/returning-devices.ts';
import { quantile, type Bench, type Figure } from './figure.ts';
import { sized } from './size.ts';

const DEVICES = sized(5000, 50);
const ROUNDS = sized(5, 1);

export const bench: Bench = {
  async run(print) {
    const folder = mkdtempSync(path.join(tmpdir(), 'bench-crowd-'));
    try {
      await measureAll(folder, print);
    } finally {
      rmSync(folder, { recursive: true, force: true });
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
