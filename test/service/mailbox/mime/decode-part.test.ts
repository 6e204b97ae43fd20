/** Text that needs no decoding reads as the parser would have read it, character by character. */
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { decodeText } from '../../../../service/mailbox/mime/decode-part.ts';
import { MIME_LIMITS } from '../../../../service/mailbox/mime/limits.ts';
import { readStructure } from '../../../../service/mailbox/mime/structure.ts';

const line = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '--x', '.', 'From a', '\uFEFF', '\0', '=41', 'é'),
);
const lineEnd = fc.constantFrom('\r\n', '\n', '\r', '\r\r\n', '');
const bodies = fc.array(fc.tuple(line, lineEnd)).map((lines) => Buffer.from(lines.flat().join('')));
const charsets = fc.constantFrom(
  'utf-8',
  'us-ascii',
  'iso-8859-1',
  'windows-1252',
  'utf-16le',
  'iso-2022-jp',
);

test('property: any body, in any character set, with and without an encoding', async () => {
  await fc.assert(
    fc.asyncProperty(
      bodies,
      charsets,
      fc.constantFrom('7bit', '8bit', 'binary', 'quoted-printable'),
      fc.constantFrom('plain', 'html'),
      async (body, charset, encoding, subtype) => {
        const header = `Content-Type: text/${subtype}; charset="${charset}"\nContent-Transfer-Encoding: ${encoding}\n\n`;
        const bytes = Buffer.concat([Buffer.from(header), body]);
        const parsed = await PostalMime.parse(bytes);
        const text = (subtype === 'html' ? parsed.html : parsed.text) ?? '';
        const part = readStructure(bytes, MIME_LIMITS);
        expect(await decodeText(bytes, part)).toBe(text.replaceAll('\0', '\uFFFD'));
      },
    ),
  );
});
