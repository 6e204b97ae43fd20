/** One DATA is one message: only CRLF, dot, CRLF ends it (G23). */
import { expect, test } from 'vitest';
import { startService, type TestService } from '../mailbox/mail-service.ts';
import { connectSmtp } from './raw-smtp.ts';

const ODD_ENDS: readonly (readonly [string, string])[] = [
  ['LF . LF', '\n.\n'],
  ['LF . CR', '\n.\r'],
  ['CR . LF', '\r.\n'],
  ['CR . CR', '\r.\r'],
  ['LF . CRLF', '\n.\r\n'],
  ['CR . CRLF', '\r.\r\n'],
  ['CRLF . CR', '\r\n.\r'],
  ['CRLF . LF', '\r\n.\n'],
  ['CRLF . CRCRLF', '\r\n.\r\r\n'],
  ['CRCRLF . CRCRLF', '\r\r\n.\r\r\n'],
  ['CRLF NUL . CRLF', '\r\n\0.\r\n'],
];

const SMUGGLED =
  'MAIL FROM:<evil@sender.example>\r\nRCPT TO:<tomas@northwind.example>\r\nDATA\r\nSubject: smuggled\r\n\r\n';

async function storedRaw(service: TestService): Promise<readonly string[]> {
  const ids = await service.files.ids();
  return Promise.all(ids.map(async (id) => (await service.files.read(id))?.toString('latin1') ?? ''));
}

test.each(ODD_ENDS)('G23 %s does not end the data', async (_name, odd) => {
  const service = await startService();
  const client = await connectSmtp(service.smtpPort);
  await client.say('MAIL FROM:<a@sender.example>');
  await client.say('RCPT TO:<katharina@northwind.example>');
  await client.say('DATA');
  const body = `Subject: outer\r\n\r\nfirst${odd}${SMUGGLED}last`;
  client.write(Buffer.from(`${body}\r\n.\r\n`, 'latin1'));
  expect(await client.answer()).toMatch(/^250/);
  expect(await client.say('NOOP')).toMatch(/^250/);
  const [stored, ...others] = await storedRaw(service);
  expect(others).toEqual([]);
  expect(stored?.endsWith(`${body}\r\n`)).toBe(true);
});

test('G23 dots at the start of lines arrive as they were sent, however the bytes are cut', async () => {
  const service = await startService();
  const client = await connectSmtp(service.smtpPort);
  await client.say('MAIL FROM:<a@sender.example>');
  await client.say('RCPT TO:<katharina@northwind.example>');
  await client.say('DATA');
  for (const byte of Buffer.from('..first\r\n...\r\nplain\r\n..\r\n')) client.write(Buffer.from([byte]));
  for (const byte of Buffer.from('.\r\n')) client.write(Buffer.from([byte]));
  expect(await client.answer()).toMatch(/^250/);
  const [stored] = await storedRaw(service);
  expect(stored?.endsWith('\r\n.first\r\n..\r\nplain\r\n.\r\n')).toBe(true);
});
