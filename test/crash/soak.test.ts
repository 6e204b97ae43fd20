/** The service killed every few seconds under many devices: each changes its mode as often as planned, and never more (G15). */
import path from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../shared/domain/instant.ts';
import { createLightDevice, type LightDevice } from '../journeys/light-device.ts';
import { addEvent } from '../journeys/organisation.ts';
import { startService, type ServiceProcess } from '../journeys/process-rig.ts';
import { registerDevices } from '../journeys/registered-devices.ts';
import { folderOfFile } from './hits.ts';

/** A short one in `npm test`: two kills. */
const MINUTES = Number(process.env['CONTINUITY_SOAK_MINUTES'] ?? 0);
const DEVICES = Number(process.env['CONTINUITY_SOAK_DEVICES'] ?? 50);
const FEW_KILLS = 2;
const SPARE_MS = 2 * MINUTE_MS;
const SHORTEST_MS = 1000;
const SPREAD_MS = 19_000;

const folder = folderOfFile();

const connectAll = (devices: readonly LightDevice[], { url }: ServiceProcess): Promise<unknown> =>
  Promise.all(devices.map((device) => device.connect(url)));

const allAreIn = (devices: readonly LightDevice[], mode: 'normal' | 'dr'): Promise<unknown> =>
  Promise.all(devices.map((device) => device.until(() => device.mode() === mode)));

/** As long as the service is to live this time, devices hear of one change after the other. */
async function live(
  service: ServiceProcess,
  eventId: string,
  devices: readonly LightDevice[],
): Promise<void> {
  const untilMs = performance.now() + SHORTEST_MS + Math.random() * SPREAD_MS;
  while (MINUTES > 0 && performance.now() < untilMs) {
    const description = String(performance.now());
    await service.admin('PATCH', `/events/${eventId}`, { description });
    const hasHeard = (device: LightDevice): Promise<void> =>
      device.until(({ events }) => events.get(eventId)?.description === description);
    await Promise.all(devices.map(hasHeard));
  }
}

test(
  'G15: kill -9 of the service again and again: mode changes on every device equal those planned',
  async () => {
    const { groupId, devices: registered } = await registerDevices(path.join(folder, 'service'), DEVICES);
    const devices = registered.map(({ id, key }) => createLightDevice(id, key));
    let service = await startService(folder);
    onTestFinished(() => service.kill());
    const planned: ('normal' | 'dr')[] = ['normal'];
    const start = new Date(Date.now() + DAY_MS).toISOString();
    const pendingId = await addEvent(service, groupId, { start });
    let eventId: string | null = null;
    let kills = 0;
    const untilMs = performance.now() + MINUTES * MINUTE_MS;
    while (performance.now() < untilMs || kills < FEW_KILLS) {
      await connectAll(devices, service);
      if (eventId === null) {
        eventId = await addEvent(service, groupId);
        planned.push('dr');
      } else {
        await service.admin('POST', `/events/${eventId}/end`);
        eventId = null;
        planned.push('normal');
      }
      await live(service, pendingId, devices);
      await service.kill();
      kills += 1;
      await Promise.all(devices.map((device) => device.ended()));
      service = await startService(folder);
    }
    await connectAll(devices, service);
    await allAreIn(devices, planned.at(-1) ?? 'normal');
    const different = devices.filter(({ modes }) => JSON.stringify(modes) !== JSON.stringify(planned));
    expect(different.map(({ id, modes }) => ({ id, modes }))).toEqual([]);
    expect(await service.admin('GET', '/audit/verify')).toMatchObject({ intact: true });
    console.log(JSON.stringify({ devices: DEVICES, kills, planned: planned.length - 1, flips: 0 }));
  },
  MINUTES * MINUTE_MS + SPARE_MS,
);
