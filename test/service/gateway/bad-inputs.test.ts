/** Every entry of bad-inputs/smtp.json: what our gateway does with it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import Database from 'libsql';
import tlsOptions from 'smtp-server/lib/tls-options.js';
import { expect, test } from 'vitest';
import { MAX_COMMAND_BYTES, MAX_IDLE_COMMANDS } from '../../../service/gateway/limits.ts';
import type { Certificate } from '../../../service/gateway/smtp-server.ts';
import { DATABASE_FILE } from '../../../service/storage/open-database.ts';
import { call, type Ids } from '../mailbox/jmap/jmap-client.ts';
import { startService, type TestService, type TestServiceOptions } from '../mailbox/mail-service.ts';
import { connectSmtp, sendRaw, type RawSmtp } from './raw-smtp.ts';

type Scenario = (client: RawSmtp, service: TestService) => Promise<unknown>;

interface Entry {
  readonly id: string;
}

const ENTRIES = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../corpus/bad-inputs/smtp.json'), 'utf8'),
) as readonly Entry[];

const stored = async (service: TestService): Promise<number> => (await service.files.ids()).length;
const mail: Scenario = (client) => client.say('MAIL FROM:<a@sender.example>');
const refusesRecipient =
  (recipient: string, answer: RegExp): Scenario =>
  async (client, service) => {
    await mail(client, service);
    expect(await client.say(`RCPT TO:<${recipient}>`)).toMatch(answer);
  };
const beginData: Scenario = async (client, service) => {
  await mail(client, service);
  await client.say('RCPT TO:<katharina@northwind.example>');
  expect(await client.say('DATA')).toMatch(/^354/);
};
const keepsNothingAfter =
  (cut: (client: RawSmtp) => void): Scenario =>
  async (client, service) => {
    await beginData(client, service);
    client.write('Subject: cut\r\n\r\nhalf a mess');
    cut(client);
    await client.ended;
    const next = await connectSmtp(service.smtpPort);
    expect(await sendRaw(next, Buffer.from('Subject: whole\r\n\r\n'))).toMatch(/^250/);
    expect(await stored(service)).toBe(1);
  };

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'pipeline-before-ehlo': async (_greeted, service) => {
    const eager = await connectSmtp(service.smtpPort, false);
    eager.write('EHLO client.example\r\nMAIL FROM:<a@b.example>\r\n');
    expect(await eager.answer()).toMatch(/^421 .*too soon/);
    await eager.ended;
  },
  'line-600': async (client) => expect(await client.say('X'.repeat(600))).toMatch(/^500/),
  'line-1MB-no-crlf': async (client) => {
    client.write('N'.repeat(1024 * 1024));
    expect(await client.answer()).toMatch(/^421 .*too long/i);
    await client.ended;
  },
  'data-line-2000': async (client, service) => {
    const body = `Subject: long\r\n\r\n${'y'.repeat(2000)}\r\n`;
    expect(await sendRaw(client, Buffer.from(body))).toMatch(/^250/);
    const [id = ''] = await service.files.ids();
    expect((await service.files.read(id))?.toString().endsWith(body)).toBe(true);
  },
  'size-huge': async (client) =>
    expect(await client.say('MAIL FROM:<a@b.example> SIZE=99999999999999999999')).toMatch(/^552/),
  'bdat-lie': async (client, service) => {
    await beginDataless(client, service);
    expect(await client.say('BDAT 100')).toMatch(/^500/);
    expect(await stored(service)).toBe(0);
  },
  'data-drop': keepsNothingAfter((client) => client.reset()),
  'rcpt-other-tenant': refusesRecipient('someone@elsewhere.example', /^550/),
  'rcpt-source-route': async (client, service) => {
    await mail(client, service);
    expect(await client.say('RCPT TO:<@a.example,@b.example:katharina@northwind.example>')).toMatch(/^250/);
    expect(await client.say('RCPT TO:<@a.example:nobody@northwind.example>')).toMatch(/^550/);
  },
  'rcpt-percent': refusesRecipient('user%evil.example@northwind.example', /^550/),
  'rcpt-bang': refusesRecipient('evil!user@northwind.example', /^550/),
  // Read as the protocol reads it: one address that is nobody's, or no address.
  'rcpt-quoted': refusesRecipient('"a b@x"@northwind.example', /^(?:501|550)/),
  'rcpt-long': refusesRecipient(`${'l'.repeat(65)}@${'d'.repeat(256)}.example`, /^501/),
  'rcpt-utf8-no-smtputf8': refusesRecipient('\u00fc@northwind.example', /^553/),
  'rcpt-null': refusesRecipient('', /^501/),
  'mail-inject': async (client) => {
    client.write('MAIL FROM:<a@b.example>\r\nRCPT TO:<nobody@northwind.example>\r\n');
    expect([await client.answer(), await client.answer()].map((answer) => answer.slice(0, 3))).toEqual([
      '250',
      '550',
    ]);
  },
  'mail-nul': async (client) => expect(await client.say('MAIL FROM:<a\0@b.example>')).toMatch(/^501/),
  'addr-crlf-encoded': refusesRecipient('=?utf-8?q?=0d=0a?=@northwind.example', /^550/),
  'helo-evil': async (client, service) => {
    expect(await client.say('EHLO <script>')).toMatch(/^250/);
    expect(await sendRaw(client, Buffer.from('Subject: x\r\n\r\n'))).toMatch(/^250/);
    const [id = ''] = await service.files.ids();
    expect((await service.files.read(id))?.toString()).toMatch(/^Received: from \?script\? \(/);
  },
  'vrfy-expn': async (client) => {
    expect(await client.say('VRFY katharina')).toMatch(/^252/);
    expect(await client.say('VRFY nobody')).toMatch(/^252/);
    expect(await client.say('EXPN logistics')).toMatch(/^50[02]/);
  },
  'rset-loop': async (client) => {
    for (let n = 0; n <= MAX_IDLE_COMMANDS; n += 1) client.write('RSET\r\n');
    await client.ended;
  },
  'unknown-cmds': async (client) => {
    for (let n = 0; n < 50; n += 1) client.write('FLY\r\n');
    await client.ended;
  },
  'proxy-header-spoof': async (client) =>
    expect(await client.say('PROXY TCP4 1.2.3.4 5.6.7.8 1 2')).toMatch(/^500/),
  'xclient-spoof': async (client) => expect(await client.say('XCLIENT ADDR=1.2.3.4')).toMatch(/^5/),
  'auth-no-tls': async (client) => expect(await client.say('AUTH PLAIN AGEAYg==')).toMatch(/^5/),
  'null-sender': async (client) => expect(await client.say('MAIL FROM:<>')).toMatch(/^250/),
  '8bit-no-8bitmime': async (client, service) => {
    const body = Buffer.from('Subject: eight\r\n\r\n\xe4\xf6\xfc\r\n', 'latin1');
    expect(await sendRaw(client, body)).toMatch(/^250/);
    const [id = ''] = await service.files.ids();
    expect((await service.files.read(id))?.subarray(-body.length).equals(body)).toBe(true);
  },
  'starttls-twice': async (client) => {
    expect(await client.say('STARTTLS')).toMatch(/^220/);
    const inside = client.encrypted();
    expect(await inside.say('EHLO client.example')).not.toMatch(/STARTTLS/);
    expect(await inside.say('STARTTLS')).toMatch(/^503/);
  },
  // Nobody submits mail here: there is nothing to guess, and who tries is sent away.
  'auth-brute': async (client) => {
    for (let n = 0; n < 100; n += 1) client.write('AUTH PLAIN AGEAYg==\r\n');
    expect(await client.answer()).toMatch(/^5/);
    await client.ended;
  },
  'auth-cancel': async (client) => {
    expect(await client.say('AUTH LOGIN')).toMatch(/^5/);
    expect(await client.say('*')).toMatch(/^5/);
  },
  idle: async (client) => {
    expect(await client.answer()).toMatch(/^421/);
    await client.ended;
  },
  // Better than 451: what is accepted is on disk, and the database takes it in when it is free.
  'db-locked': async (client, service) => {
    await sql`pragma busy_timeout = 0`.execute(service.db);
    const other = new Database(path.join(service.folder, DATABASE_FILE));
    other.exec('begin immediate');
    expect(await sendRaw(client, Buffer.from('Subject: locked out\r\n\r\n'))).toMatch(/^250/);
    await service.mailboxes.idle();
    expect(service.failures).toMatchObject([{ message: expect.stringContaining('locked') as string }]);
    other.exec('rollback');
    other.close();
    service.clock.advance(5000);
    const found = () => call<Ids>(service.app, 'Email/query', {});
    await expect.poll(async () => (await found()).ids).toHaveLength(1);
  },
  // Accepted, and both senders are kept for whoever shows it: the companion marks it.
  'dup-headers': async (client) =>
    expect(await sendRaw(client, Buffer.from('From: a@b.example\r\nFrom: c@d.example\r\n\r\n'))).toMatch(
      /^250/,
    ),
};

const beginDataless: Scenario = async (client, service) => {
  await mail(client, service);
  await client.say('RCPT TO:<katharina@northwind.example>');
};

/** Where another test has the entry, and what that test is called. */
const ELSEWHERE: Readonly<Record<string, readonly [file: string, title: string]>> = {
  'bare-lf-eod': ['gateway/smuggling', "['LF . LF'"],
  'eod-n.r': ['gateway/smuggling', "['LF . CR'"],
  'eod-r.n': ['gateway/smuggling', "['CR . LF'"],
  'eod-r.r': ['gateway/smuggling', "['CR . CR'"],
  'eod-n.rn': ['gateway/smuggling', "['LF . CRLF'"],
  'eod-r.rn': ['gateway/smuggling', "['CR . CRLF'"],
  'eod-rn.rrn': ['gateway/smuggling', "['CRLF . CRCRLF'"],
  'eod-rrn.rrn': ['gateway/smuggling', "['CRCRLF . CRCRLF'"],
  'eod-rn-nul-.rn': ['gateway/smuggling', "['CRLF NUL . CRLF'"],
  'dot-stuffing': ['gateway/smuggling', 'dots at the start of lines arrive as they were sent'],
  'lone-dot-split': ['gateway/smuggling', 'however the bytes are cut'],
  'starttls-injection': ['gateway/smtp-session', 'what came before it in the clear is forgotten'],
  'data-over-size': ['gateway/smtp-session', 'over size 552'],
  'size-lie': ['gateway/smtp-session', 'over size 552'],
  'rcpt-1001': ['gateway/smtp-session', 'too many recipients 452'],
  'conns-per-ip': ['gateway/smtp-session', '50 connections per address'],
  'slow-drip': ['gateway/smtp-session', 'a session that lasts too long'],
  'drop-after-dot': ['gateway/kill', "['commit-before-250', 1]"],
  'queue-full': ['gateway/disk-trouble', 'disk full at %s is 452'],
  'fsync-eio': ['gateway/disk-trouble', 'EIO at %s is 451'],
  'loop-100-received': ['gateway/byte-identity', 'more than a hundred Received fields'],
  'hold-queue-restart': ['../crash/held-mail', 'kill -9 while they are held'],
  'release-crash': ['../crash/held-mail', 'kill -9 on their way back'],
  'upstream-250-lost': ['mail-flow/inbound', 'one that is cut after the message was kept'],
  'upstream-tempfail': ['mail-flow/reports', 'five days put off'],
  'upstream-permfail': ['mail-flow/reports', 'refused by the primary, the sender gets one report'],
};

test('every entry of the corpus is run, here or where it says', () => {
  const known = [...Object.keys(SCENARIOS), ...Object.keys(ELSEWHERE)].sort();
  expect(known).toEqual(ENTRIES.map((entry) => entry.id).sort());
  for (const [id, [file, title]] of Object.entries(ELSEWHERE)) {
    const tests = readFileSync(path.resolve(import.meta.dirname, '..', `${file}.test.ts`), 'utf8');
    expect(tests.includes(title), `${id}: "${title}" in ${file}`).toBe(true);
  }
});

/** What an entry needs of the service that others do not. */
const NEEDS: Readonly<Record<string, TestServiceOptions>> = {
  'starttls-twice': { certificate: tlsOptions({}) as Certificate },
  idle: { idleTimeoutMs: 1000 },
};

test.each(Object.entries(SCENARIOS))('bad-inputs/smtp.json %s', async (id, scenario) => {
  const service = await startService(NEEDS[id]);
  await scenario(await connectSmtp(service.smtpPort), service);
  // Whatever came, the next client is served.
  const next = await connectSmtp(service.smtpPort);
  expect(await next.say('NOOP')).toMatch(/^250/);
});

test('a command line has room for what the extensions add to RFC 5321’s 512 octets', () => {
  expect(MAX_COMMAND_BYTES).toBeGreaterThanOrEqual(512);
});
