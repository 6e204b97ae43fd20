/** Undoes transfer encoding and character set of one part; the decoding itself is postal-mime's. */
import { isAscii, isUtf8 } from 'node:buffer';
import PostalMime from 'postal-mime';
import { firstField, unfold } from './header-block.ts';
import type { MimePart } from './structure.ts';

/** The octets that a sender attached. */
export async function decodeOctets(
  bytes: Buffer,
  part: Pick<MimePart, 'encoding' | 'start' | 'end'>,
): Promise<Buffer> {
  const body = bytes.subarray(part.start, part.end);
  if (part.encoding === 'base64') return Buffer.from(body.toString('latin1'), 'base64');
  if (part.encoding !== 'quoted-printable') return body;
  const [attachment] = (
    await parsePart(
      ['Content-Type: application/octet-stream', `Content-Transfer-Encoding: ${part.encoding}`],
      body,
    )
  ).attachments;
  return octets(attachment?.content ?? '');
}

/** A text part's characters, with the paragraphs of `format=flowed` joined; NUL has no place in text. */
export async function decodeText(bytes: Buffer, part: MimePart): Promise<string> {
  const { parameters, token } = part.type;
  const subtype = token === 'text/html' ? 'html' : 'plain';
  const charset = safeToken(parameters.get('charset') ?? 'utf-8');
  const flowed = subtype === 'plain' && parameters.get('format')?.toLowerCase() === 'flowed';
  const body = bytes.subarray(part.start, part.end);
  const asItIs = flowed || !UNENCODED.has(part.encoding) ? null : readAsItIs(body, charset.toLowerCase());
  if (asItIs !== null) return asItIs;
  const delSp = parameters.get('delsp')?.toLowerCase() === 'yes' ? '; delsp=yes' : '';
  const header = [
    `Content-Type: text/${subtype}; charset="${charset}"${flowed ? `; format=flowed${delSp}` : ''}`,
    `Content-Transfer-Encoding: ${safeToken(part.encoding)}`,
  ];
  const email = await parsePart(header, body);
  return readable((subtype === 'html' ? email.html : email.text) ?? '');
}

const UNENCODED: ReadonlySet<string> = new Set(['7bit', '8bit', 'binary']);
/** Character sets of which ASCII is a part, whatever came before it. */
const WITH_ASCII = /^(?:utf-8|us-ascii|iso-8859-\d+|windows-125\d)$/;

/** Text in which nothing has to be decoded, in the lines that the parser would make of it one by one; null: it has to. */
function readAsItIs(body: Buffer, charset: string): string | null {
  const isPlain = isAscii(body) ? WITH_ASCII.test(charset) : charset === 'utf-8' && isUtf8(body);
  if (!isPlain) return null;
  const text = body.toString('utf8').replaceAll('\r\n', '\n');
  // The parser has its own way with these, and none of them is usual.
  if (text.includes('\r') || text.startsWith('\uFEFF')) return null;
  return readable(text === '' || text.endsWith('\n') ? text : `${text}\n`);
}

function readable(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}

/** The file name that a part suggests: not safe to use, only decoded. */
export async function suggestedName(part: MimePart): Promise<string | null> {
  const disposition = unfold(firstField(part.fields, 'Content-Disposition') ?? '');
  const parameters = disposition.includes(';') ? disposition.slice(disposition.indexOf(';')) : '';
  const type = unfold(firstField(part.fields, 'Content-Type') ?? '');
  if (!/name/i.test(parameters) && !/name/i.test(type)) return null;
  const header = [`Content-Disposition: attachment${oneLine(parameters)}`, `Content-Type: ${oneLine(type)}`];
  const [attachment] = (await parsePart(header, Buffer.alloc(0))).attachments;
  return attachment?.filename?.replaceAll('\0', '\uFFFD') ?? null;
}

/** Plain words of an HTML body, for preview and search. */
export async function textOfHtml(html: string): Promise<string> {
  // A part of the other kind beside it makes the parser convert the HTML to text.
  const mixed = [
    'Content-Type: multipart/mixed; boundary=x',
    '',
    '--x',
    'Content-Type: text/html; charset=utf-8',
    '',
    // No line of the HTML may look like the boundary.
    html.replace(/^--x/gm, '- -x'),
    '--x',
    'Content-Type: text/plain',
    '',
    '',
    '--x--',
  ].join('\n');
  return ((await PostalMime.parse(mixed)).text ?? '').trim();
}

async function parsePart(header: readonly string[], body: Buffer): ReturnType<typeof PostalMime.parse> {
  return PostalMime.parse(Buffer.concat([Buffer.from(`${header.join('\n')}\n\n`), body]));
}

function octets(content: ArrayBuffer | Uint8Array | string): Buffer {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof ArrayBuffer
    ? Buffer.from(content)
    : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}

function safeToken(value: string): string {
  return value.replace(/[^\w.:+-]/g, '');
}

function oneLine(value: string): string {
  return value.replace(/[\r\n]+/g, ' ');
}
