/** Every entry of bad-inputs/smtp.json: what our gateway does with it, or why it does not apply yet. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { MAX_COMMAND_BYTES, MAX_IDLE_COMMANDS } from '../../../service/gateway/limits.ts';
import { startService, type TestService } from '../mailbox/mail-service.ts';
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

const ELSEWHERE: Readonly<Record<string, string>> = {
  'bare-lf-eod': 'smuggling.test.ts',
  'eod-n.r': 'smuggling.test.ts',
  'eod-r.n': 'smuggling.test.ts',
  'eod-r.r': 'smuggling.test.ts',
  'eod-n.rn': 'smuggling.test.ts',
  'eod-r.rn': 'smuggling.test.ts',
  'eod-rn.rrn': 'smuggling.test.ts',
  'eod-rrn.rrn': 'smuggling.test.ts',
  'eod-rn-nul-.rn': 'smuggling.test.ts',
  'dot-stuffing': 'smuggling.test.ts',
  'lone-dot-split': 'smuggling.test.ts',
  'starttls-injection': 'smtp-session.test.ts',
  'data-over-size': 'smtp-session.test.ts',
  'size-lie': 'smtp-session.test.ts',
  'rcpt-1001': 'smtp-session.test.ts',
  'conns-per-ip': 'smtp-session.test.ts',
  'slow-drip': 'smtp-session.test.ts',
  'drop-after-dot': 'kill.test.ts',
  'queue-full': 'disk-trouble.test.ts',
  'fsync-eio': 'disk-trouble.test.ts',
  'loop-100-received': 'byte-identity.test.ts',
};

const NOT_YET: Readonly<Record<string, string>> = {
  'starttls-twice':
    'smtp-server answers STARTTLS inside TLS with 503 by itself; needs a TLS client that speaks raw',
  'auth-brute': 'the gateway takes no AUTH: nobody submits mail here yet',
  'auth-cancel': 'the gateway takes no AUTH',
  idle: 'five minutes of real time: the socket time-out is smtp-server’s own and cannot be steered',
  'db-locked': 'accepting mail does not touch the database; ingest is tried again later',
  'hold-queue-restart': 'no hold queue yet: pausing and relaying are a later part',
  'release-crash': 'no hold queue yet',
  'upstream-250-lost': 'nothing is relayed yet',
  'upstream-tempfail': 'nothing is relayed yet',
  'upstream-permfail': 'nothing is relayed yet',
};

test('every entry has an outcome or a reason', () => {
  const known = [...Object.keys(SCENARIOS), ...Object.keys(ELSEWHERE), ...Object.keys(NOT_YET)].sort();
  expect(known).toEqual(ENTRIES.map((entry) => entry.id).sort());
});

test.each(Object.entries(SCENARIOS))('bad-inputs/smtp.json %s', async (_id, scenario) => {
  const service = await startService();
  await scenario(await connectSmtp(service.smtpPort), service);
  // Whatever came, the next client is served.
  const next = await connectSmtp(service.smtpPort);
  expect(await next.say('NOOP')).toMatch(/^250/);
});

test('a command line has room for what the extensions add to RFC 5321’s 512 octets', () => {
  expect(MAX_COMMAND_BYTES).toBeGreaterThanOrEqual(512);
});
