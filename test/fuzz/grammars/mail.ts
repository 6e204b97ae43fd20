/** Mail as bytes: headers, parts in parts, and every way in which both go wrong. */
import fc, { type Arbitrary } from 'fast-check';

const NAMES = [
  ...[
    'From',
    'To',
    'Cc',
    'Reply-To',
    'Subject',
    'Date',
    'Message-ID',
    'References',
    'In-Reply-To',
    'List-Id',
  ],
  ...[
    'Content-Type',
    'Content-Transfer-Encoding',
    'Content-Disposition',
    'Content-ID',
    'MIME-Version',
    'Received',
  ],
  'X-\u00e9',
  '',
];
const VALUES = [
  ...[
    'a@example.org',
    '"A, B" <a@example.org>, =?utf-8?B?w6k=?= <b@x>',
    'group: a@b, c@d;',
    '<<>>',
    '=?x?Q?=FF?=',
    '',
  ],
  ...['Mon, 23 Nov 2026 09:00:00 +0000', 'Thu, 1 Jan 1970 00:00:00 GMT', 'Sat, 13 Sep 275760 00:00:00 +0000'],
  ...[
    'text/html; charset=utf-8',
    'text/plain; charset=utf-7',
    "text/plain; name*0*=utf-8''%e2%80%ae; name*1=x",
  ],
  ...['message/rfc822', 'multipart/alternative', 'application/ms-tnef', 'image/png; name="a/../b.png"'],
  ...[
    'base64',
    'quoted-printable',
    '8bit',
    'x-uuencode',
    'attachment; filename="=?utf-8?Q?=2E=2E=2F?="',
    'inline',
  ],
  ...[`=?utf-8?B?${'4pi6'.repeat(40)}?=`, '=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=', '\ud83d\ude00\u202eexe.txt'],
];
const breaks = fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r', '\r\n ', '\r\n\t');
const headerLines = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.constantFrom(':', ': ', ' :', ''),
    fc.oneof(fc.constantFrom(...VALUES), fc.string({ unit: 'binary', maxLength: 60 })),
    breaks,
  )
  .map((pieces) => pieces.join(''));
const headers = fc.array(headerLines, { maxLength: 12 }).map((lines) => lines.join(''));
const bodies = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.base64String({ maxLength: 200 }),
  fc.constantFrom(
    '<p style="background:url(http://x/)">x<img src="cid:a"><script>1</script>',
    '=3Cscript=3E=\r\n=FF=',
    '+ADw-script+AD4-',
    'begin 644 a\r\n#0V%T\r\n`\r\nend\r\n',
  ),
);

const { entity } = fc.letrec<{ entity: string; leaf: string; multipart: string }>((tie) => ({
  entity: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('multipart')),
  leaf: fc.tuple(headers, bodies).map(([head, body]) => `${head}\r\n${body}\r\n`),
  multipart: fc
    .tuple(
      headers,
      fc.array(tie('entity'), { maxLength: 4 }),
      fc.constantFrom('b', 'b0', '', ' b', '--b'),
      fc.boolean(),
    )
    .map(([head, parts, boundary, closes]) => {
      const type = `Content-Type: multipart/mixed; boundary="${boundary}"\r\n`;
      const inner = parts.map((part) => `--${boundary}\r\n${part}`).join('');
      return `${head}${type}\r\n${inner}${closes ? `--${boundary}--\r\n` : ''}`;
    }),
}));

export const mails: Arbitrary<Uint8Array> = fc
  .tuple(entity, fc.boolean())
  .map(([text, isUtf8]) => Buffer.from(text, isUtf8 ? 'utf8' : 'latin1'));

export const MAIL_WORDS = [
  ...NAMES.map((name) => `${name}: `),
  ...VALUES,
  ...[
    '\r\n\r\n',
    '\r\n--b\r\n',
    '\r\n--b--\r\n',
    'boundary=',
    'charset=',
    "name*=utf-8''",
    '=?utf-8?Q?',
    '?=',
    '=\r\n',
  ],
];

/** Folders of either collection with whole messages. */
export const MAIL_FOLDERS = [
  'hostile-mime',
  'cpython-test-email',
  'mikel-mail',
  'postal-mime',
  'thunderbird-mailnews',
];
export const MAIL_FILES = /\.(?:eml|txt|msg|mime)$|\/msg_\d+/;
