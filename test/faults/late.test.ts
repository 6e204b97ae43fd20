/** A device that was not there when it began: asleep for hours, or registered in the middle of it (G4, G14). */
import path from 'node:path';
import process from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { folderOfFile } from '../crash/hits.ts';
import { addEvent, foundOrganisation, inMode, isNotice, isOnline } from '../journeys/organisation.ts';
import { startDevice, startService } from '../journeys/process-rig.ts';
import { createFakeClock, HAS_FAKETIME } from './faketime.ts';

const EMAIL = 'ada@north.example';
/** The service gives a silent link up after one and a half heartbeats of 20 s ± 10 %. */
const LINK_LOST = { timeout: 120_000, interval: 500 };
const REGISTERED_MS = 5_000;
/** Ten seconds to notice, and 35 to be back (G2). */
const WOKEN_MS = 45_000;

const folder = folderOfFile();

test('G14: registered during a Current event: in DR with its start message at once', async () => {
  const service = await startService(folder);
  onTestFinished(() => service.kill());
  const { groupId } = await foundOrganisation(service, [EMAIL]);
  await addEvent(service, groupId);
  const device = startDevice(service.url, EMAIL, path.join(folder, 'new'));
  onTestFinished(() => device.kill());
  const registered = await device.until(({ type }) => type === 'registered');
  const dr = await device.until(inMode('dr'));
  await device.until(isNotice('start'));
  const afterMs = Date.parse(String(dr['at'])) - Date.parse(String(registered['at']));
  console.log(JSON.stringify({ drAfterRegistrationMs: afterMs }));
  expect(afterMs).toBeLessThanOrEqual(REGISTERED_MS);
});

test.skipIf(!HAS_FAKETIME)(
  'G4: eight hours asleep, one event over and another begun meanwhile: right again after waking',
  async () => {
    const service = await startService(folder);
    onTestFinished(() => service.kill());
    const { groupId } = await foundOrganisation(service, ['grace@north.example']);
    const first = await addEvent(service, groupId);
    const clock = createFakeClock(path.join(folder, 'clock'), '+0');
    const state = path.join(folder, 'sleeper');
    const device = startDevice(service.url, 'grace@north.example', state, { env: clock.env });
    onTestFinished(() => device.kill());
    const registered = await device.until(({ type }) => type === 'registered');
    await device.until(isOnline);
    await device.until(isNotice('start'));
    const pid = device.pid;

    process.kill(pid, 'SIGSTOP');
    await service.admin('POST', `/events/${first}/end`);
    const second = await addEvent(service, groupId, { startMessage: 'Down again' });
    const link = async (): Promise<unknown> =>
      (await service.admin('GET', `/devices/${String(registered['deviceId'])}`))['link'];
    await expect.poll(link, LINK_LOST).toBe('offline');
    clock.set('+8h');
    const wokenMs = performance.now();
    process.kill(pid, 'SIGCONT');

    await device.until((line) => isNotice('start')(line) && line['eventId'] === second);
    const afterMs = Math.round(performance.now() - wokenMs);
    console.log(JSON.stringify({ rightAfterWakingMs: afterMs }));
    expect(afterMs).toBeLessThanOrEqual(WOKEN_MS);
    expect(device.notices('end').map((line) => line['eventId'])).toEqual([first]);
    const modes = device.lines.filter(({ type }) => type === 'mode');
    expect(modes.at(-1)).toMatchObject({ mode: 'dr', events: [second] });
  },
);
