/** Mail that is sent while the disk is full or broken, and modes that switch meanwhile (G22); skipped where there is no strace. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SECOND_MS } from '../../shared/domain/instant.ts';
import { folderOfFile } from '../crash/hits.ts';
import { subjectsOf } from '../crash/inbox.ts';
import { addEvent, foundOrganisation, inMode, isNotice, isOnline } from '../journeys/organisation.ts';
import { startDevice, startService, type ServiceProcess } from '../journeys/process-rig.ts';
import { connectSmtp, sendRaw, type RawSmtp } from '../service/gateway/raw-smtp.ts';
import { HAS_STRACE, inject } from './injected-errors.ts';

const ADA = 'ada@north.example';
const WRITES = 'pwrite64,fsync,fdatasync';
const SESSIONS = 4;
/** Then another follows: one in which a hundred were refused would be ended (security, limits). */
const MESSAGES_A_SESSION = 50;
/** Long enough for the disk to have failed before. */
const SOON_S = 4;
const folder = folderOfFile();

interface Stream {
  /** Subject to what its message was answered. */
  readonly answers: ReadonlyMap<string, string>;
  readonly stop: () => Promise<void>;
}

/** Sends on several sessions at once until told to stop. */
async function streamMail({ smtpPort }: ServiceProcess, name: string): Promise<Stream> {
  const answers = new Map<string, string>();
  let isOver = false;
  const send = async (first: RawSmtp, session: number): Promise<void> => {
    let client = first;
    for (let number = 0; !isOver; number += 1) {
      if (number % MESSAGES_A_SESSION === MESSAGES_A_SESSION - 1) {
        client.end();
        client = await connectSmtp(smtpPort);
      }
      const id = `${name}.${String(session)}.${String(number)}`;
      const message = Buffer.from(`Message-ID: <${id}@elsewhere.example>\r\nSubject: ${id}\r\n\r\nbody\r\n`);
      answers.set(id, await sendRaw(client, message, { to: [ADA] }));
    }
  };
  const clients = await Promise.all(Array.from({ length: SESSIONS }, () => connectSmtp(smtpPort)));
  const sessions = Promise.all(clients.map(send));
  return {
    answers,
    async stop() {
      isOver = true;
      await sessions;
    },
  };
}

const codesOf = ({ answers }: Stream): readonly string[] =>
  [...new Set([...answers.values()].map((answer) => answer.slice(0, 3)))].sort();

const acceptedOf = ({ answers }: Stream): readonly string[] =>
  [...answers].flatMap(([id, answer]) => (answer.startsWith('250') ? [id] : []));

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * SECOND_MS).toISOString();

test.skipIf(!HAS_STRACE)(
  'G22: mail comes while the disk is full, now and then full, then broken: each 250 is kept, and modes switch in time',
  async () => {
    const home = path.join(folder, 'service');
    mkdirSync(home);
    let service = await startService(home);
    onTestFinished(() => service.kill());
    const { groupId } = await foundOrganisation(service, [ADA]);
    const device = startDevice(service.url, ADA, path.join(folder, 'ada'));
    onTestFinished(() => device.kill());
    await device.until(isOnline);
    const eventId = await addEvent(service, groupId, { start: inSeconds(SOON_S) });

    const giveRoom = await inject(service.pid, WRITES, 'ENOSPC');
    const full = await streamMail(service, 'full');
    await device.until(inMode('dr'));
    await full.stop();
    expect(codesOf(full)).toEqual(['452']);
    await giveRoom();

    const calm = await inject(service.pid, WRITES, 'ENOSPC', '2+7');
    const some = await streamMail(service, 'some');
    await expect.poll(() => codesOf(some)).toEqual(['250', '452']);
    await some.stop();
    await calm();
    // Without a restart.
    const well = await streamMail(service, 'well');
    await expect.poll(() => acceptedOf(well).length).toBeGreaterThan(0);
    await well.stop();
    expect(codesOf(well)).toEqual(['250']);

    await service.admin('PATCH', `/events/${eventId}`, { end: inSeconds(SOON_S) });
    const mend = await inject(service.pid, 'fsync', 'EIO');
    const broken = await streamMail(service, 'broken');
    await device.until(isNotice('end'));
    await broken.stop();
    await mend();
    expect(codesOf(broken)).toEqual(['451']);
    expect(device.lines.filter(({ type }) => type === 'mode').map(({ mode }) => mode)).toEqual([
      'normal',
      'dr',
      'normal',
    ]);
    await service.kill();
    service = await startService(home);
    const restarted = await streamMail(service, 'restarted');
    await expect.poll(() => acceptedOf(restarted).length).toBeGreaterThan(0);
    await restarted.stop();

    const accepted = [some, well, restarted].flatMap(acceptedOf);
    await expect.poll(() => missingFrom(service, accepted)).toEqual([]);
    const kept = await subjectsOf(service, ADA);
    expect(kept.length, 'none is there twice').toBe(new Set(kept).size);
  },
);

async function missingFrom(service: ServiceProcess, accepted: readonly string[]): Promise<readonly string[]> {
  const kept = new Set(await subjectsOf(service, ADA));
  return accepted.filter((id) => !kept.has(id));
}
