/** Bytes to text as real mail needs it: character sets, transfer encodings, encoded words, flowed paragraphs, parameters. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBytes } from '../../../shared/mail/charset.ts';
import { decodeWords, evenWords } from '../../../shared/mail/encoded-words.ts';
import { joinFlowed } from '../../../shared/mail/flowed-text.ts';
import { parameterText, readStructuredValue } from '../../../shared/mail/parameters.ts';
import { decodeTransfer } from '../../../shared/mail/transfer-encoding.ts';

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

test.each([
  ['declared', 'cf f0 e8', 'windows-1251', 'plain', 'При'],
  ['declared, known to no browser', '81 8c', 'IBM850', 'plain', 'üî'],
  ['its label is gb2312, its characters are of GB18030', '95 34 b2 35', 'gb2312', 'plain', '𠮷'],
  ['a label in quotes', 'fc', "'iso-8859-1'", 'plain', 'ü'],
  ['Latin-1 means windows-1252', '80 96', 'iso-8859-1', 'plain', '€–'],
  ['an unknown label, and UTF-8', 'c3 bc', 'x-nonsense', 'plain', 'ü'],
  ['none, and UTF-8', 'c3 bc', null, 'plain', 'ü'],
  ['none, and a byte order mark', 'ff fe fc 00', null, 'plain', 'ü'],
  ['none, and neither', 'fc 80', null, 'plain', 'ü€'],
  ['us-ascii that is none', 'fc', 'us-ascii', 'plain', 'ü'],
  ['UTF-8 that is none', '50 72 fc 66', 'utf-8', 'plain', 'Prüf'],
  ['UTF-8 with one fault', 'c3 bc ff', 'utf-8', 'plain', 'ü\uFFFD'],
  ['two escapes in a row', '1b 24 42 45 45 1b 28 42 1b 24 42 3b 52 1b 28 42', 'iso-2022-jp', 'plain', '電子'],
] as const)('characters: %s', (_, hex, charset, kind, text) => {
  expect(decodeBytes(bytesOf(hex), charset, kind)).toBe(text);
});

test('characters: what a page says of itself counts last', () => {
  const page = Buffer.concat([Buffer.from('<meta charset="windows-1251">'), bytesOf('cf f0')]);
  expect(decodeBytes(page, null, 'html')).toContain('Пр');
  expect(decodeBytes(page, 'windows-1252', 'html')).toContain('Ïð');
});

test.each([
  ['base64', 'Zmly\r\nc3Q=\r\n', 'first'],
  ['base64', 'Zmlyc3Q=\r\nc2Vjb25k', 'firstsecond'],
  ['base64', 'Zm!ly-c3Q', 'first'],
  ['quoted-printable', 'soft= \t\r\n break', 'soft break'],
  ['quoted-printable', 'gr=c3=bc=C3=9Fe =XY 100=% end=', 'grüße =XY 100=% end'],
  ['quoted-printable', 'blanks \t \r\nnext', 'blanks\r\nnext'],
  ['7bit', '=41', '=41'],
])('%s: %j', (encoding, encoded, text) => {
  expect(decodeTransfer(Buffer.from(encoded), encoding).toString()).toBe(text);
});

test('property: what is encoded comes back, whatever it is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (octets) => {
      const body = Buffer.from(octets);
      const lines = body.toString('base64').replace(/.{1,76}/g, '$&\r\n');
      expect(decodeTransfer(Buffer.from(lines), 'base64').equals(body)).toBe(true);
      const quoted = [...body].map((octet) => `=${octet.toString(16).padStart(2, '0')}`).join('');
      expect(decodeTransfer(Buffer.from(quoted), 'quoted-printable').equals(body)).toBe(true);
    }),
  );
});

test.each([
  ['=?utf-8?B?5riv5rk=?= =?utf-8?B?vg==?=', '港湾'],
  ['=?utf-8?B?5riv5rk?=\r\n =?utf-8?B?vg?=', '港湾'],
  ['=?gb2312?B?zfXQocM?= =?gb2312?B?97Go?=', '王小明报'],
  ['=?UTF-8*de?q?gr=c3=bc=C3=9Fe_x?= end', 'grüße x end'],
  ['a=?utf-8?q?b c?==?iso-8859-1?q?=fc?=d', 'ab cüd'],
  ['no words =? here ?=', 'no words =? here ?='],
])('encoded words: %j', (value, text) => {
  expect(decodeWords(value)).toBe(text);
  expect(decodeWords(evenWords(value))).toBe(text);
});

test('flowed: quoted lines are joined too, each depth apart, and a signature stands by itself', () => {
  const text = '> one \n> two\n>> three \n>> four\nfive \nsix\n stuffed\n-- \nme';
  expect(joinFlowed(text, false)).toBe('> one two\n>> three four\nfive six\nstuffed\n-- \nme');
  expect(joinFlowed('long \nword', true)).toBe('longword');
});

test.each([
  [`a; filename*1*=%20b.pdf; filename*0*=UTF-8''%C3%9C`, 'Ü b.pdf'],
  [`a; filename*=iso-8859-1'de'%DC.pdf; filename="U.pdf"`, 'Ü.pdf'],
  ['a; filename="=?utf-8?B?w5xncm/D?=\r\n =?utf-8?B?n2U=?="', 'Ügroße'],
  ['a; filename=Raw name of a file.pdf; size=3', 'Raw name of a file.pdf'],
  ['a; filename="a;b \\"q\\".pdf"', 'a;b "q".pdf'],
  ['a; filename*0="long "; filename*1="list.pdf"', 'long list.pdf'],
  ['a filename=x.pdf', 'x.pdf'],
  ['a; size=3', null],
])('parameters: %j', (value, name) => {
  expect(parameterText(readStructuredValue(value), 'filename')).toBe(name);
});

test('parameters: a missing semicolon, a comment and a second value lose nothing', () => {
  const { token, parameters } = readStructuredValue('Text/Plain (x) charset=utf-8 format=flowed; charset=b');
  expect(token).toBe('text/plain');
  expect([...parameters]).toEqual([
    ['charset', 'utf-8'],
    ['format', 'flowed'],
  ]);
});
