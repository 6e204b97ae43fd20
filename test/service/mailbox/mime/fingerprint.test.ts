/** G58: which two messages are one, and which are two, whatever their headers say. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readMail } from '../../../../service/mailbox/mime/read-mail.ts';
import { describeRefused, digestOfBody } from '../../../../service/mailbox/mime/refused-mail.ts';

const HEAD = 'From: Bob <bob@sender.example>\r\nSubject: Plan\r\nMessage-ID: <1@sender.example>\r\n';

const of = async (rest: string | Buffer, head = HEAD): Promise<string | null> => {
  const bytes = Buffer.concat([Buffer.from(head), Buffer.from(rest)]);
  return readMail(bytes).fingerprint;
};

const text = (body: string, more = ''): string =>
  `MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n${more}\r\n${body}`;
const base64 = (body: string | Buffer): string =>
  Buffer.from(body).toString('base64').replace(/.{76}/gu, '$&\r\n');
const PDF = gzipSync('a report of many pages '.repeat(20));

interface Wrapped {
  readonly boundary?: string;
  readonly body?: string;
  readonly name?: string;
  readonly file?: Buffer;
  readonly type?: string;
}

const withFile = ({
  boundary = 'b1',
  body = 'see the file',
  name = 'report.pdf',
  file = PDF,
  type = 'application/pdf',
}: Wrapped = {}): string =>
  [
    `Content-Type: multipart/mixed; boundary=${boundary}\r\n`,
    `--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}`,
    `--${boundary}\r\nContent-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"`,
    `Content-Transfer-Encoding: base64\r\n\r\n${base64(file)}`,
    `--${boundary}--\r\n`,
  ].join('\r\n');

const alternative = (plain: string, html: string, boundary = 'b1'): string =>
  [
    `Content-Type: multipart/alternative; boundary=${boundary}\r\n`,
    `--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${plain}`,
    `--${boundary}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`,
    `--${boundary}--\r\n`,
  ].join('\r\n');

const calendar = (sequence: number): string =>
  `Content-Type: text/calendar; method=REQUEST; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nUID:1\r\nSEQUENCE:${String(sequence)}\r\nEND:VCALENDAR\r\n`;

const encrypted = (key: string): string =>
  [
    'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=e\r\n',
    '--e\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1',
    `--e\r\nContent-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n${key}`,
    '--e--\r\n',
  ].join('\r\n');

describe('one message', () => {
  test.each<readonly [string, string | Buffer, string | Buffer]>([
    [
      'as base64',
      text('Grüße\r\nBob\r\n'),
      text(base64('Grüße\r\nBob\r\n'), 'Content-Transfer-Encoding: base64\r\n'),
    ],
    [
      'as quoted-printable, long lines broken',
      text('Grüße an alle\r\n'),
      text('Gr=C3=BC=C3=9Fe an=\r\n alle\r\n', 'Content-Transfer-Encoding: quoted-printable\r\n'),
    ],
    [
      'in another character set',
      text('Grüße\r\n'),
      Buffer.from('Content-Type: text/plain; charset=iso-8859-1\r\n\r\nGr\xfc\xdfe\r\n', 'latin1'),
    ],
    ['with bare line feeds', text('one\r\ntwo\r\n'), text('one\ntwo\n')],
    [
      'with white space at line ends, and empty lines at the end',
      text('one\r\ntwo\r\n'),
      text('one  \r\ntwo\t\r\n\r\n\r\n'),
    ],
    ['with other boundaries', withFile(), withFile({ boundary: 'another-one' })],
    ['two forms with other boundaries', alternative('hi', '<p>hi</p>'), alternative('hi', '<p>hi</p>', 'b2')],
    ['without a body', '\r\n', '\r\n\r\n'],
    ['a header alone', '', '\r\n'],
    ['encrypted', encrypted('abc'), encrypted('abc')],
    ['an invitation', calendar(1), calendar(1)],
    [
      'a text file whose line ends were changed',
      withFile({ type: 'text/csv', file: Buffer.from('a;b\r\n1;2\r\n') }),
      withFile({ type: 'text/csv', file: Buffer.from('a;b\n1;2\n') }),
    ],
  ])('%s', async (_how, first, second) => {
    expect(await of(second)).toBe(await of(first));
  });

  test('however it was traced, listed and reported on the way', async () => {
    const relayed = `Received: from a by b; Mon, 23 Nov 2026 09:00:00 +0000\r\nX-Spam-Score: 1\r\n${HEAD.replace('Subject: Plan', 'Subject:\r\n  Plan')}`;
    expect(await of(text('hi\r\n'), relayed)).toBe(await of(text('hi\r\n')));
  });
});

describe('two messages', () => {
  test.each<readonly [string, string | Buffer, string | Buffer]>([
    ['of other words', text('at 9\r\n'), text('at 10\r\n')],
    ['one with a footer', text('hi\r\n'), text('hi\r\n-- \r\nscanned\r\n')],
    ['one indented', text('a\r\nb\r\n'), text('a\r\n  b\r\n')],
    [
      'of other octets that no character set explains',
      Buffer.from('\r\n\xff\xfe', 'latin1'),
      Buffer.from('\r\n\xfe\xff', 'latin1'),
    ],
    ['another plain form', alternative('hi', '<p>hi</p>'), alternative('ho', '<p>hi</p>')],
    ['another HTML form', alternative('hi', '<p>hi</p>'), alternative('hi', '<p>ho</p>')],
    [
      'one form shown, or both',
      alternative('hi', '<p>hi</p>'),
      alternative('hi', '<p>hi</p>').replace('/alternative', '/mixed'),
    ],
    ['another file', withFile(), withFile({ file: gzipSync('another report') })],
    ['a file of another name', withFile(), withFile({ name: 'invoice.pdf' })],
    ['another text beside the same file', withFile(), withFile({ body: 'and sign it' })],
    ['one without its file', withFile(), text('see the file')],
    ['an empty one, and one that is not', '\r\n', '\r\n.'],
    ['an invitation, and its update', calendar(1), calendar(2)],
    ['encrypted otherwise', encrypted('abc'), encrypted('abd')],
  ])('%s', async (_how, first, second) => {
    expect(await of(second)).not.toBe(await of(first));
  });

  test.each([
    HEAD.replace('Bob <bob@', 'Bob <mallory@'),
    HEAD.replace('Plan', 'Another plan'),
    HEAD.replace('<1@', '<2@'),
  ])('of the same body under %j', async (head) => {
    expect(await of(text('hi\r\n'), head)).not.toBe(await of(text('hi\r\n')));
  });
});

test('what the parser refuses is told apart by its bytes, and by nothing where nobody has read them all', () => {
  const refused = (body: string, read: boolean): string | null => {
    const bytes = Buffer.from(`${HEAD}\r\n${body}`);
    return describeRefused(bytes, bytes.length, 'too-deep', read ? digestOfBody(bytes) : null).fingerprint;
  };
  expect(refused('deep', true)).toBe(refused('deep', true));
  expect(refused('deep', true)).not.toBe(refused('deeper', true));
  expect(refused('deep', false)).toBeNull();
});
