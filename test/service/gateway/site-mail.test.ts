/** Addresses and parameters as servers of real sites send them: quoted, in other letters, unknown (RFC 5321, 6531, 2034). */
import { expect, test } from 'vitest';
import type { Recipient } from '../../../service/mailbox/ports.ts';
import { startService } from '../mailbox/mail-service.ts';
import { connectSmtp } from './raw-smtp.ts';

const asked: string[] = [];
const ADDRESSES = ['ada@example.com', '"a@b"@example.com', 'ada@bücher.example'];
const resolve = (address: string): Recipient => {
  asked.push(address);
  return ADDRESSES.includes(address) ? { kind: 'person', userId: 'katharina' } : { kind: 'unknown' };
};

const open = async () => {
  const { smtpPort } = await startService({ resolve });
  const client = await connectSmtp(smtpPort, false);
  await client.answer();
  return client;
};

test('RFC 2034: every answer has one enhanced code, and EHLO says so', async () => {
  const client = await open();
  expect(await client.say('EHLO client.example')).toContain('ENHANCEDSTATUSCODES');
  for (const [said, answer] of [
    ['MAIL FROM:<bob@sender.example>', /^250 2\.1\.0 \D/],
    ['RCPT TO:<nobody@example.com>', /^550 5\.1\.1 No such recipient here$/],
    ['RCPT TO:<ada@example.com>', /^250 2\.1\.5 \D/],
    ['RCPT TO:ada', /^501 5\.\d\.\d \D/],
    ['RSET', /^250 2\.0\.0 \D/],
  ] as const)
    expect(await client.say(said)).toMatch(answer);
});

test.each([
  ['a sender of words', 'MAIL FROM:<"ada lovelace"@sender.example> SIZE=10', '250'],
  ['a sender with an at sign', String.raw`MAIL FROM:<"ada@\"home\""@sender.example>`, '250'],
  ['a sender without one', 'MAIL FROM:<@sender.example>', '501'],
])('RFC 5321 4.1.2, local parts in quotes: %s', async (_what, said, code) => {
  const client = await open();
  await client.say('EHLO client.example');
  expect(await client.say(said)).toMatch(new RegExp(`^${code}`));
});

test.each([
  ['quotes that change nothing', '<"ada"@example.com>', 'ada@example.com'],
  ['quotes that are needed', '<"a@b"@example.com>', '"a@b"@example.com'],
  ['a domain as the DNS has it', '<ada@xn--bcher-kva.example>', 'ada@bücher.example'],
])('a recipient with %s is found, without SMTPUTF8', async (_what, path, address) => {
  const client = await open();
  await client.say('EHLO client.example');
  await client.say('MAIL FROM:<bob@sender.example>');
  expect(await client.say(`RCPT TO:${path}`)).toMatch(/^250/);
  expect(asked.at(-1)).toBe(address);
});

test('RFC 6531: a local part in other letters needs SMTPUTF8', async () => {
  const client = await open();
  await client.say('EHLO client.example');
  await client.say('MAIL FROM:<bob@sender.example>');
  expect(await client.say('RCPT TO:<jörg@example.com>')).toMatch(/^553 5\.6\.7/);
  await client.say('RSET');
  await client.say('MAIL FROM:<bob@sender.example> SMTPUTF8');
  expect(await client.say('RCPT TO:<jörg@example.com>')).toMatch(/^550 5\.1\.1/);
});

test.each([
  'MAIL FROM:<bob@sender.example> RET=HDRS',
  'MAIL FROM:<bob@sender.example> REQUIRETLS',
  'MAIL FROM:<bob@sender.example> FUTURE=1',
  'RCPT TO:<ada@example.com> NOTIFY=SUCCESS',
])('RFC 5321 4.1.1.11: what is not announced is not promised: %s', async (said) => {
  const client = await open();
  const greeting = await client.say('EHLO client.example');
  expect(greeting).not.toMatch(/DSN|REQUIRETLS/);
  if (said.startsWith('RCPT')) await client.say('MAIL FROM:<bob@sender.example> BODY=8BITMIME SIZE=10');
  expect(await client.say(said)).toMatch(/^(?:555 5\.5\.4|530 5\.\d\.\d)/);
});
