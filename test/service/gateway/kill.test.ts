/** What was acknowledged is there after kill -9, whenever it comes (G21). */
import { spawn } from 'node:child_process';
import { expect, onTestFinished, test } from 'vitest';
import { programOf } from '../../programs/programs.ts';
import { call, type EmailList, type Ids } from '../mailbox/jmap/jmap-client.ts';
import { startService } from '../mailbox/mail-service.ts';
import { steeredClock } from '../mailbox/steered-clock.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { connectSmtp, sendRaw } from './raw-smtp.ts';

interface Child {
  readonly port: number;
  readonly kill: () => void;
  readonly exited: Promise<void>;
}

function startChild(folder: string, crashAt = ''): Promise<Child> {
  const child = spawn(process.execPath, [programOf('test/service/gateway/smtp-child.ts'), folder, crashAt], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', (chunk: Buffer) => {
      resolve({ port: Number(chunk.toString()), kill: () => child.kill('SIGKILL'), exited });
    });
  });
}

/** Subjects acknowledged until the connection breaks. */
async function sendUntilKilled(port: number, prefix: string, acknowledged: string[]): Promise<void> {
  try {
    const client = await connectSmtp(port);
    for (let n = 0; ; n += 1) {
      const subject = `${prefix}-${String(n)}`;
      const answer = await sendRaw(
        client,
        Buffer.from(`Subject: ${subject}\r\n\r\n${'body '.repeat(200)}\r\n`),
      );
      if (answer.startsWith('250')) acknowledged.push(subject);
    }
  } catch {
    // The connection broke: that is what is being waited for.
  }
}

async function storedSubjects(folder: string): Promise<readonly unknown[]> {
  const service = await startService({ folder, clock: steeredClock(Date.now()) });
  await service.mailboxes.idle();
  expect(service.failures).toEqual([]);
  const { ids } = await call<Ids>(service.app, 'Email/query', {});
  const subjects: unknown[] = [];
  for (let from = 0; from < ids.length; from += 500) {
    const page = ids.slice(from, from + 500);
    const { list } = await call<EmailList>(service.app, 'Email/get', { ids: page, properties: ['subject'] });
    subjects.push(...list.map((email) => email['subject']));
  }
  await service.stop();
  return subjects;
}

test('G21: every acknowledged message is there after repeated kill -9 under load, none twice', async () => {
  const folder = temporaryFolder();
  const acknowledged: string[] = [];
  for (const round of [1, 2, 3]) {
    const child = await startChild(folder);
    const senders = ['a', 'b', 'c', 'd'].map((who) =>
      sendUntilKilled(child.port, `${who}${String(round)}`, acknowledged),
    );
    const target = acknowledged.length + 20 + 15 * round;
    await expect.poll(() => acknowledged.length, { interval: 5 }).toBeGreaterThan(target);
    child.kill();
    await Promise.all([...senders, child.exited]);
  }
  const stored = await storedSubjects(folder);
  expect(new Set(stored).size).toBe(stored.length);
  expect(acknowledged.filter((subject) => !stored.includes(subject))).toEqual([]);
});

test.each([
  ['smtp-data-before-commit', 0],
  ['commit-before-250', 1],
] as const)(
  'G21: killed at %s, the sender has no answer and the mailbox has %i message',
  async (crashPoint, expected) => {
    const folder = temporaryFolder();
    const child = await startChild(folder, crashPoint);
    const acknowledged: string[] = [];
    await Promise.all([sendUntilKilled(child.port, 'x', acknowledged), child.exited]);
    expect(acknowledged).toEqual([]);
    expect(await storedSubjects(folder)).toHaveLength(expected);
  },
);
