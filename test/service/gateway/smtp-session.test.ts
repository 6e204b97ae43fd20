/** The gateway as SMTP clients meet it: what it speaks, whom it takes mail for, and where its limits are (interfaces 4). */
import { createTransport } from 'nodemailer';
import tlsOptions from 'smtp-server/lib/tls-options.js';
import { expect, test } from 'vitest';
import * as limits from '../../../service/gateway/limits.ts';
import { call, type EmailList, type Ids } from '../mailbox/jmap/jmap-client.ts';
import { startService } from '../mailbox/mail-service.ts';
import { connectSmtp, sendRaw } from './raw-smtp.ts';

const MESSAGE = Buffer.from('Subject: hello\r\n\r\nhello\r\n');

test('interfaces 4: ESMTP with SIZE, 8BITMIME, SMTPUTF8, PIPELINING, ENHANCEDSTATUSCODES; no STARTTLS without a certificate', async () => {
  const { smtpPort } = await startService();
  const client = await connectSmtp(smtpPort, false);
  expect(await client.answer()).toBe('220 mx.northwind.example ESMTP');
  const lines = (await client.say('EHLO client.example')).split('\r\n').map((line) => line.slice(4));
  expect(lines.slice(1).sort()).toEqual([
    '8BITMIME',
    'ENHANCEDSTATUSCODES',
    'PIPELINING',
    `SIZE ${String(limits.MAX_MESSAGE_BYTES)}`,
    'SMTPUTF8',
  ]);
  expect(await client.say('STARTTLS')).toMatch(/^500/);
});

test('interfaces 4: STARTTLS when a certificate is given, and what came before it in the clear is forgotten', async () => {
  const { key, cert } = tlsOptions({}) as { key: string; cert: string };
  const service = await startService({ certificate: { key, cert } });
  const transport = createTransport({
    port: service.smtpPort,
    host: '127.0.0.1',
    requireTLS: true,
    tls: { rejectUnauthorized: false },
  });
  await transport.sendMail({
    from: 'a@sender.example',
    to: 'katharina@northwind.example',
    subject: 'sealed',
    text: 'x',
  });
  const [id = ''] = await service.files.ids();
  expect((await service.files.read(id))?.toString()).toMatch(/with ESMTPS id/);
  const client = await connectSmtp(service.smtpPort);
  client.write('STARTTLS\r\nMAIL FROM:<a@sender.example>\r\n');
  expect(await client.answer()).toMatch(/^220/);
  client.end();
  await client.ended;
  expect(await service.files.ids()).toHaveLength(1);
});

test('a message sent with nodemailer appears in the mailbox of each recipient, and is announced', async () => {
  const service = await startService();
  const transport = createTransport({ port: service.smtpPort, host: '127.0.0.1', ignoreTLS: true });
  await transport.sendMail({
    from: 'Zoë <zoe@sender.example>',
    to: 'katharina@northwind.example, logistics@northwind.example',
    subject: 'Grüße ✓',
    text: 'Hallo',
  });
  await service.mailboxes.idle();
  for (const who of ['katharina', 'tomas']) {
    const { ids } = await call<Ids>(service.app, 'Email/query', {}, who);
    expect(ids).toHaveLength(1);
    const { list, state } = await call<EmailList>(service.app, 'Email/get', { ids }, who);
    expect(list[0]).toMatchObject({
      subject: 'Grüße ✓',
      from: [{ name: 'Zoë', email: 'zoe@sender.example' }],
    });
    expect(service.announced).toContainEqual({ accountId: who, state });
  }
});

test('interfaces 4: unknown recipients 550, the others of the same message are served', async () => {
  const service = await startService();
  const client = await connectSmtp(service.smtpPort);
  await client.say('MAIL FROM:<>');
  expect(await client.say('RCPT TO:<nobody@northwind.example>')).toBe('550 5.1.1 No such recipient here');
  expect(await client.say('RCPT TO:<someone@elsewhere.example>')).toMatch(/^550 5\.1\.1/);
  expect(await client.say('RCPT TO:<KATHARINA@Northwind.Example>')).toMatch(/^250/);
  await client.say('DATA');
  client.write('Subject: from the null sender\r\n\r\n.\r\n');
  expect(await client.answer()).toMatch(/^250/);
  expect(await service.files.ids()).toHaveLength(1);
});

test('interfaces 4: over size 552, announced or found out, and nothing is stored', async () => {
  const service = await startService();
  const client = await connectSmtp(service.smtpPort);
  expect(await client.say('MAIL FROM:<a@sender.example> SIZE=99999999999999999999')).toMatch(/^552/);
  await client.say('MAIL FROM:<a@sender.example> SIZE=10');
  await client.say('RCPT TO:<katharina@northwind.example>');
  await client.say('DATA');
  client.write(
    `Subject: big\r\n\r\n${`${'x'.repeat(998)}\r\n`.repeat(limits.MAX_MESSAGE_BYTES / 1000 + 1)}.\r\n`,
  );
  expect(await client.answer()).toBe(
    `552 5.3.4 Message is larger than ${String(limits.MAX_MESSAGE_BYTES)} bytes`,
  );
  expect(await service.files.ids()).toEqual([]);
  expect(await sendRaw(client, MESSAGE)).toMatch(/^250/);
});

test('RFC 5321 4.5.3.1.8: too many recipients 452, those before are kept', async () => {
  const service = await startService();
  const client = await connectSmtp(service.smtpPort);
  await client.say('MAIL FROM:<a@sender.example>');
  for (let n = 0; n < limits.MAX_RECIPIENTS; n += 1) {
    client.write(`RCPT TO:<person${String(n)}@northwind.example>\r\n`);
  }
  for (let n = 0; n < limits.MAX_RECIPIENTS; n += 1) expect(await client.answer()).toMatch(/^250/);
  expect(await client.say('RCPT TO:<person5000@northwind.example>')).toMatch(/^452 4\.5\.3/);
  await client.say('DATA');
  client.write('Subject: many\r\n\r\n.\r\n');
  expect(await client.answer()).toMatch(/^250/);
});

test('security, limits: 50 connections per address, then 421; one that goes makes room', async () => {
  const service = await startService();
  const clients = [];
  for (let n = 0; n < limits.MAX_CONNECTIONS_PER_ADDRESS; n += 1)
    clients.push(connectSmtp(service.smtpPort, false));
  const open = await Promise.all(clients);
  for (const client of open) expect(await client.answer()).toMatch(/^220/);
  const refused = await connectSmtp(service.smtpPort, false);
  expect(await refused.answer()).toMatch(/^421 4\.7\.0/);
  await refused.ended;
  expect(await open[0]?.say('QUIT')).toMatch(/^221/);
  await open[0]?.ended;
  await expect.poll(async () => (await connectSmtp(service.smtpPort, false)).answer()).toMatch(/^220/);
});

test('security, limits: 100 errors in a session, then 421 and the end', async () => {
  const { smtpPort } = await startService();
  const client = await connectSmtp(smtpPort);
  await client.say('MAIL FROM:<a@sender.example>');
  for (let n = 0; n < limits.MAX_ERRORS_PER_SESSION; n += 1) {
    expect(await client.say('RCPT TO:<nobody@northwind.example>')).toMatch(/^550/);
  }
  expect(await client.say('RCPT TO:<nobody@northwind.example>')).toMatch(/^550/);
  expect(await client.answer()).toMatch(/^421 4\.7\.0 Too many errors/);
  await client.ended;
});

test('a session that lasts too long is ended, however busy it is', async () => {
  const { smtpPort, clock } = await startService();
  const client = await connectSmtp(smtpPort);
  await client.say('NOOP');
  clock.advance(limits.MAX_SESSION_MS + 1);
  expect(await client.answer()).toMatch(/^421 4\.4\.2/);
  await client.ended;
});

test('G44: on drain a message under way is finished, idle sessions are sent away', async () => {
  const service = await startService();
  const [idle, busy] = [await connectSmtp(service.smtpPort), await connectSmtp(service.smtpPort)];
  await busy.say('MAIL FROM:<a@sender.example>');
  await busy.say('RCPT TO:<katharina@northwind.example>');
  await busy.say('DATA');
  busy.write('Subject: half');
  const stopped = service.stop();
  expect(await idle.answer()).toMatch(/^421 4\.3\.2/);
  busy.write(' and half\r\n\r\n.\r\n');
  expect(await busy.answer()).toMatch(/^250/);
  await stopped;
  expect(await service.files.ids()).toHaveLength(1);
});
