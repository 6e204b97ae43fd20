/** A device whose wall clock jumps by hours, days and years while it runs: its mode and its mail stay (G5); skipped without faketime. */
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { expect, onTestFinished, test } from 'vitest';
import { folderOfFile } from '../crash/hits.ts';
import { addEvent, isNotice, isOnline } from '../journeys/organisation.ts';
import { startDevice, startService } from '../journeys/process-rig.ts';
import { registerDevices } from '../journeys/registered-devices.ts';
import { createFakeClock, HAS_FAKETIME } from './faketime.ts';

const folder = folderOfFile();

test.skipIf(!HAS_FAKETIME)(
  'G5: +3 hours, -5 days, +10 years, -10 years: no mode changes but those planned, and no mail is evicted',
  async () => {
    const { groupId, email } = await registerDevices(path.join(folder, 'service'), 0);
    const service = await startService(folder);
    onTestFinished(() => service.kill());
    const clock = createFakeClock(path.join(folder, 'clock'), '+3h');
    const { env } = clock;
    const device = startDevice(service.url, email, path.join(folder, 'state'), { env });
    onTestFinished(() => device.kill());
    await device.until(isOnline);
    const eventId = await addEvent(service, groupId);
    await device.until(isNotice('start'));
    const transport = createTransport({ host: '127.0.0.1', port: service.smtpPort, ignoreTLS: true });
    let mails = 0;
    for (const offset of ['+3h', '-5d', '+10y', '-10y', '+0']) {
      clock.set(offset);
      mails += 1;
      await transport.sendMail({ from: 'a@elsewhere.example', to: email, subject: offset, text: 'body' });
      // The sync that fetches it also removes what is too old.
      await device.until((line) => line.type === 'cache' && line['messages'] === mails);
      await service.admin('PATCH', `/events/${eventId}`, { description: offset });
    }
    await service.admin('POST', `/events/${eventId}/end`);
    await device.until(isNotice('end'));
    const modes = device.lines.filter(({ type }) => type === 'mode').map(({ mode }) => mode);
    expect(modes).toEqual(['normal', 'dr', 'normal']);
    const messages = device.lines
      .filter(({ type }) => type === 'cache')
      .map((line) => Number(line['messages']));
    expect(messages).toEqual([...messages].sort((a, b) => a - b));
  },
);
