/** System calls that fail with ENOSPC and EIO in running processes (G22); skipped where there is no strace. */
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { expect, onTestFinished, test } from 'vitest';
import { folderOfFile } from '../crash/hits.ts';
import { createLightDevice } from '../journeys/light-device.ts';
import { addEvent, inMode, isNotice, isOnline } from '../journeys/organisation.ts';
import {
  startDevice,
  startService,
  type DeviceProcess,
  type Line,
  type ServiceProcess,
} from '../journeys/process-rig.ts';
import { registerDevices } from '../journeys/registered-devices.ts';
import { HAS_STRACE, inject, type DiskError } from './injected-errors.ts';

const folder = folderOfFile();

async function send({ smtpPort }: ServiceProcess, to: string, subject: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true });
  await transport.sendMail({ from: 'sender@elsewhere.example', to, subject, text: 'body' });
}

/** What `/readyz` says that it cannot do, and takes requests all the same. */
async function problems({ url }: ServiceProcess): Promise<readonly string[]> {
  const answer = await fetch(`${url}/readyz`);
  expect(answer.status).toBe(200);
  const body = (await answer.json()) as { readonly problems: readonly { readonly code: string }[] };
  return body.problems.map(({ code }) => code);
}

test.skipIf(!HAS_STRACE)(
  'G22: the service on a disk that is full, then broken: nothing is acknowledged that is not stored',
  async () => {
    const home = path.join(folder, 'full');
    const { groupId, email, devices } = await registerDevices(path.join(home, 'service'), 1);
    const device = devices.map(({ id, key }) => createLightDevice(id, key))[0];
    if (device === undefined) throw new Error('a device');
    let service = await startService(home);
    onTestFinished(() => service.kill());
    const eventId = await addEvent(service, groupId);
    await device.connect(service.url);

    const giveRoom = await inject(service.pid, 'pwrite64,fsync,fdatasync', 'ENOSPC');
    await expect(send(service, email, 'no room')).rejects.toThrow(/452|4\.3\.1/u);
    await expect(service.admin('POST', '/groups', { name: 'no room' })).rejects.toThrow();
    await expect(service.admin('POST', `/events/${eventId}/end`)).rejects.toThrow();
    expect([device.mode(), (await fetch(`${service.url}/healthz`)).status]).toEqual(['dr', 200]);
    expect(await problems(service)).toEqual(['mail-refused']);
    await giveRoom();
    await send(service, email, 'room again');
    await expect.poll(() => problems(service)).toEqual([]);
    await service.admin('POST', '/groups', { name: 'room again' });
    await service.admin('POST', `/events/${eventId}/end`);
    await device.until(() => device.mode() === 'normal');

    const mend = await inject(service.pid, 'fsync', 'EIO');
    await expect(send(service, email, 'broken')).rejects.toThrow(/451/u);
    await mend();
    // After such an error nobody knows what the disk has: only a restart may accept mail again.
    await expect(send(service, email, 'still broken')).rejects.toThrow(/451/u);
    expect(await problems(service)).toEqual(['mail-refused']);
    await service.kill();
    service = await startService(home);
    await send(service, email, 'restarted');
    const { items } = await service.admin('GET', '/groups');
    expect(items).toMatchObject([{ name: 'London' }, { name: 'room again' }]);
    expect(await service.admin('GET', '/audit/verify')).toMatchObject({ intact: true });
  },
);

test.skipIf(!HAS_STRACE)(
  'G22, G17: the device on a full disk switches all the same, and keeps what it told when there is room',
  async () => {
    const home = path.join(folder, 'device');
    const { groupId, email } = await registerDevices(path.join(home, 'service'), 0);
    const service = await startService(home);
    onTestFinished(() => service.kill());
    const state = path.join(home, 'state');
    const device = startDevice(service.url, email, state);
    onTestFinished(() => device.kill());
    await device.until(isOnline);
    const giveRoom = await inject(device.pid, 'pwrite64', 'ENOSPC');
    const eventId = await addEvent(service, groupId);
    await device.until(inMode('dr'));
    await giveRoom();
    await service.admin('POST', `/events/${eventId}/end`);
    await device.until(isNotice('end'));
    expect(device.notices('start')).toHaveLength(1);
    device.say({ do: 'quit' });
    expect(await device.ended).toBe(0);
    const again = startDevice(service.url, email, state);
    onTestFinished(() => again.kill());
    await again.until(isOnline);
    await addEvent(service, groupId);
    await again.until(isNotice('start'));
    expect(again.lines.filter(({ type }) => type === 'notice')).toHaveLength(1);
  },
);

test.skipIf(!HAS_STRACE)(
  'every command of a headless device answers on every kind of failing disk, and the process lives (interfaces 1)',
  async () => {
    const home = path.join(folder, 'commands');
    const { groupId, email } = await registerDevices(path.join(home, 'service'), 0);
    const service = await startService(home);
    onTestFinished(() => service.kill());
    await addEvent(service, groupId);
    const device = startDevice(service.url, email, path.join(home, 'state'));
    onTestFinished(() => device.kill());
    await device.until(inMode('dr'));
    const mail = { to: ['ada@elsewhere.example'], subject: 'Hi', text: 'there' };
    const writing = 'pwrite64,fsync,fdatasync,ftruncate';
    const failures: readonly [string, DiskError][] = [
      [writing, 'ENOSPC'],
      [writing, 'EIO'],
      [writing, 'EROFS'],
      [`${writing},pread64,openat,unlink,rename,mkdir`, 'EIO'],
    ];
    for (const [calls, error] of failures) {
      const mend = await inject(device.pid, calls, error);
      const code = error === 'ENOSPC' ? 'disk-full' : 'disk-error';
      expect(await answers(device, { do: 'send', ...mail }), `${calls} ${error}`).toMatchObject([
        { type: 'error', code },
      ]);
      expect(await answers(device, { do: 'set-cached-mode', on: true })).toEqual([]);
      expect(await answers(device, { do: 'search', text: 'there' })).toMatchObject([
        { type: expect.stringMatching(/^(?:search|error)$/u) as string },
      ]);
      await mend();
    }
    expect(await answers(device, { do: 'send', ...mail })).toEqual([]);
    const mend = await inject(device.pid, writing, 'ENOSPC');
    expect(await answers(device, { do: 'sign-out' })).toMatchObject([
      { type: expect.stringMatching(/^(?:signed-out|error)$/u) as string },
    ]);
    await mend();
    device.say({ do: 'quit' });
    expect(await device.ended).toBe(0);
  },
);

/** What a command is answered with at once: until the next, which is none, is said to be so. */
async function answers(device: DeviceProcess, command: unknown): Promise<readonly Line[]> {
  const from = device.lines.length;
  device.say(command);
  device.say({ do: 'nothing' });
  const isEnd = (line: Line): boolean => line['code'] === 'bad-command' && device.lines.indexOf(line) >= from;
  const end = await device.until(isEnd);
  const said = device.lines.slice(from, device.lines.indexOf(end));
  // The cache tells of the disk by itself.
  return said.filter(({ type, message }) => isAnswer(type) && message !== 'the cache is not complete');
}

const isAnswer = (type: string): boolean => ['error', 'search', 'signed-out'].includes(type);
