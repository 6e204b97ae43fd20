/** A service whose wall clock jumps by days and years, while it runs and across a restart: nobody loses mail, nothing starts or ends (G45); skipped without faketime. */
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { expect, onTestFinished, test } from 'vitest';
import { folderOfFile } from '../crash/hits.ts';
import { addEvent, isNotice, isOnline } from '../journeys/organisation.ts';
import { placeToKeep, startDevice, startService, type ServiceProcess } from '../journeys/process-rig.ts';
import { registerDevices } from '../journeys/registered-devices.ts';
import { createFakeClock, HAS_FAKETIME } from './faketime.ts';

const folder = folderOfFile();
const DAY_MS = 86_400_000;

interface Ready {
  readonly problems: readonly { readonly code: string }[];
}

async function problemsOf({ url }: ServiceProcess): Promise<readonly string[]> {
  const { problems } = (await (await fetch(`${url}/readyz`)).json()) as Ready;
  return problems.map(({ code }) => code);
}

test.skipIf(!HAS_FAKETIME)(
  'G45: six days ahead, ten years either way, and restarts in the wrong year: 0 lost, no mode but those planned, and it is said',
  async () => {
    const { groupId, email } = await registerDevices(path.join(folder, 'service'), 0);
    const clock = createFakeClock(path.join(folder, 'clock'), '+0');
    const place = await placeToKeep();
    const start = () => startService(folder, place, { env: clock.env });
    let service = await start();
    onTestFinished(() => service.kill());
    const device = startDevice(service.url, email, path.join(folder, 'state'));
    onTestFinished(() => device.kill());
    await device.until(isOnline);
    let mails = 0;
    const mail = async (subject: string): Promise<void> => {
      const transport = createTransport({ host: '127.0.0.1', port: service.smtpPort, ignoreTLS: true });
      mails += 1;
      await transport.sendMail({ from: 'a@elsewhere.example', to: email, subject, text: 'body' });
      await device.until((line) => line.type === 'cache' && line['messages'] === mails);
    };
    const coming = await addEvent(service, groupId, {
      start: new Date(Date.now() + DAY_MS).toISOString(),
      end: null,
    });
    const eventId = await addEvent(service, groupId);
    await device.until(isNotice('start'));
    const status = async (id: string): Promise<unknown> =>
      (await service.admin('GET', `/events/${id}`))['status'];
    for (const offset of ['+6d', '-10y', '+10y']) {
      await mail(`before ${offset}`);
      clock.set(offset);
      expect(await problemsOf(service)).toEqual(['clock-in-doubt']);
      await mail(`in ${offset}`);
      await service.kill();
      // A start rolls what is too old, and takes in what is on the disk.
      service = await start();
      expect(await problemsOf(service)).toEqual(['clock-in-doubt']);
      expect([await status(eventId), await status(coming)]).toEqual(['current', 'pending']);
      await mail(`after the start in ${offset}`);
      clock.set('+0');
      expect(await problemsOf(service)).toEqual([]);
      await mail(`after ${offset}`);
    }
    await service.admin('POST', `/events/${eventId}/end`);
    await device.until(isNotice('end'));
    const modes = device.lines.filter(({ type }) => type === 'mode').map(({ mode }) => mode);
    expect(modes).toEqual(['normal', 'dr', 'normal']);
    const cached = device.lines
      .filter(({ type }) => type === 'cache')
      .map((line) => Number(line['messages']));
    expect(cached).toEqual([...cached].sort((a, b) => a - b));
    expect(device.lines.filter(isNotice('left'))).toEqual([]);
  },
);
