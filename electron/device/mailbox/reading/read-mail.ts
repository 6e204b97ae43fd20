/** Parses one untrusted message for reading. Runs in the mail worker, which bounds its time and memory. */
import PostalMime, { decodeWords, type Attachment, type Email } from 'postal-mime';
import type { MailBody, MailPart, MailWarning } from '../../../../shared/bridge/mail.ts';
import { fromMs, type Instant } from '../../../../shared/domain/instant.ts';
import type { MailPartBytes, MailReading } from '../../ports.ts';
import { readAddresses, readSenders, type ReadAddresses } from './addresses.ts';
import { isDangerous } from './dangerous.ts';
import { safeFileName } from './file-name.ts';
import { limitHeader } from './header-limit.ts';
import { bytesOf, readInlineImages } from './inline-images.ts';
import { MAX_ALL_HEADERS_BYTES, MAX_BODY_UNITS, MAX_DEPTH, MAX_PARTS } from './limits.ts';
import { shownText } from './shown-text.ts';

/** Rejects when the message breaks a limit that cannot be cut down to, as nesting does. */
export async function readMail(raw: Uint8Array): Promise<MailReading> {
  const { email, cut } = await parse(raw);
  const valuesOf = (name: string): readonly string[] =>
    email.headers.filter(({ key }) => key === name).map(({ value }) => value);
  const from = readSenders(valuesOf('from'));
  const others = [
    readAddresses(valuesOf('to')),
    readAddresses(valuesOf('cc')),
    readAddresses(valuesOf('reply-to')),
  ];
  const subject = shownText(decodeWords(valuesOf('subject')[0] ?? ''));
  const body = readBody(email);
  const parts = email.attachments.slice(0, MAX_PARTS);
  const listed = parts.map(partOf);
  const images = readInlineImages(parts, body.kind === 'html' ? body.html : '');
  const isCut = cut || isBodyCut(email) || parts.length < email.attachments.length;
  return {
    sentAt: readDate(valuesOf('date')[0] ?? ''),
    subject: subject.text,
    from: from.list,
    to: others[0]?.list ?? [],
    cc: others[1]?.list ?? [],
    replyTo: others[2]?.list ?? [],
    body,
    attachments: listed.filter(({ index }) => !images.shown.has(index)),
    inlineParts: listed.filter(({ index }) => images.shown.has(index)),
    inlineImages: images.byContentId,
    warnings: allWarnings([from, ...others], subject.warnings, isCut),
  };
}

/** null when there is no such part. */
export async function readPart(raw: Uint8Array, index: number): Promise<MailPartBytes | null> {
  const { email } = await parse(raw);
  const part = email.attachments.slice(0, MAX_PARTS)[index];
  if (part === undefined) return null;
  const { fileName, mediaType } = partOf(part, index);
  return { bytes: bytesOf(part), fileName, mediaType };
}

async function parse(raw: Uint8Array): Promise<{ readonly email: Email; readonly cut: boolean }> {
  const limited = limitHeader(raw);
  const email = await PostalMime.parse(limited.raw, {
    maxNestingDepth: MAX_DEPTH,
    maxHeadersSize: MAX_ALL_HEADERS_BYTES,
    // A message inside a message is opened by itself, through this same door, and never mixed into this one.
    forceRfc822Attachments: true,
  });
  return { email, cut: limited.cut };
}

function readBody({ html, text }: Email): MailBody {
  const plain = cleanBody(text ?? '');
  if (html === undefined || html.trim() === '') return { kind: 'text', text: plain };
  return { kind: 'html', html: cleanBody(html), text: plain };
}

/** NUL ends a text for some programs and is nothing for others. */
function cleanBody(text: string): string {
  return text.slice(0, MAX_BODY_UNITS).replaceAll('\0', '\uFFFD');
}

function isBodyCut({ html = '', text = '' }: Email): boolean {
  return html.length > MAX_BODY_UNITS || text.length > MAX_BODY_UNITS;
}

const MEDIA_TYPE = /^[a-z0-9!#$&^_.+-]{1,127}\/[a-z0-9!#$&^_.+-]{1,127}$/;

function partOf(part: Attachment, index: number): MailPart {
  const mediaType = MEDIA_TYPE.test(part.mimeType) ? part.mimeType : 'application/octet-stream';
  const fileName = safeFileName(part.filename, mediaType);
  const bytes = bytesOf(part);
  return {
    index,
    fileName,
    mediaType,
    size: bytes.length,
    dangerous: isDangerous(fileName, mediaType, bytes),
  };
}

const LAST_YEAR = 9999;

/** null for what is no date, and for years that no calendar here can write (structure-date-year-275760). */
function readDate(value: string): Instant | null {
  const atMs = Date.parse(value);
  const year = Number.isNaN(atMs) ? -1 : new Date(atMs).getUTCFullYear();
  return year >= 0 && year <= LAST_YEAR ? fromMs(atMs) : null;
}

function allWarnings(
  addresses: readonly ReadAddresses[],
  subject: readonly MailWarning[],
  isCut: boolean,
): readonly MailWarning[] {
  const found = new Set([...addresses.flatMap(({ warnings }) => [...warnings]), ...subject]);
  if (isCut) found.add('cut-off');
  return [...found];
}
