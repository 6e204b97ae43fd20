/** The corpora as attacks of the benchmark `hostile`: what they hold is sent one after the other, as one client would. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { seedFiles, seedTexts } from '../fuzz/harness/corpora.ts';
import { ADMIN_TOKEN } from '../journeys/process-rig.ts';
import { answerTo, openRaw } from '../service/channel/raw-socket.ts';
import type { Attack, Target } from './hostile-attacks.ts';

const MAIL_FOLDER = path.resolve(import.meta.dirname, '../corpus/hostile-mime');
const RECIPIENT = 'person.0@example.com';

/** Bombs too. */
const hostileMail = (): readonly Buffer[] =>
  readdirSync(MAIL_FOLDER)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => readFileSync(path.join(MAIL_FOLDER, name)));

async function sendMail({ smtpPort }: Target): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, secure: false, pool: true });
  const envelope = { from: 'stranger@elsewhere.example', to: RECIPIENT };
  // Some are refused, as they should be.
  for (const raw of hostileMail()) await transport.sendMail({ envelope, raw }).catch(() => undefined);
  transport.close();
}

async function sendFrames({ url }: Target): Promise<void> {
  for (const hex of seedTexts('bad-inputs/ws-frames.json').filter((text) =>
    /^(?:[0-9a-f]{2})+$/u.test(text),
  )) {
    const raw = await openRaw(Number(new URL(url).port));
    raw.socket.end(Buffer.from(hex, 'hex'));
    await raw.closeCode;
  }
}

async function saySmtp({ smtpPort }: Target): Promise<void> {
  const begin = `EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<${RECIPIENT}>\r\nDATA\r\n`;
  for (const text of seedTexts('bad-inputs/smtp.json'))
    await answerTo(smtpPort, Buffer.from(`${begin}${text}\r\n.\r\nQUIT\r\n`));
}

async function register({ url }: Target): Promise<void> {
  for (const text of seedTexts('bad-inputs/enrolment.json')) {
    const device = { name: text, platform: text, appVersion: text, publicKey: text };
    await send(`${url}/api/v1/devices`, JSON.stringify({ email: RECIPIENT, password: text, device }));
  }
}

async function sayJson({ url, token }: Target): Promise<void> {
  for (const bytes of seedFiles(['jsontestsuite/data'], /\.json$/u)) {
    await send(`${url}/jmap/api`, bytes, token);
    await send(`${url}/api/v1/users`, bytes, ADMIN_TOKEN);
  }
}

async function send(url: string, body: string | Uint8Array, token?: string): Promise<void> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { ...authorization, 'content-type': 'application/json' };
  await fetch(url, { method: 'POST', headers, body }).then((response) => response.arrayBuffer());
}

export const CORPORA: readonly Attack[] = [
  { name: 'corpora: hostile mail by SMTP', run: sendMail },
  { name: 'corpora: hostile frames', run: sendFrames },
  { name: 'corpora: hostile words to SMTP', run: saySmtp },
  { name: 'corpora: hostile registrations', run: register },
  {
    name: 'corpora: hostile JSON',
    run: sayJson,
    // It is not ours to copy into the project.
    isThere: () => seedFiles(['jsontestsuite/data'], /\.json$/u).length > 0,
  },
];
