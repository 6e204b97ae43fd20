/** What the reading pane has of one untrusted message. Runs in the mail worker, which bounds its time and memory. */
import type { MailBody, MailPart, MailWarning } from '../../../../shared/bridge/mail.ts';
import { fromMs, type Instant } from '../../../../shared/domain/instant.ts';
import type { HeaderField } from '../../../../shared/mail/header-block.ts';
import { asDate, asText } from '../../../../shared/mail/header-forms.ts';
import { readMessage, type Leaf, type Message } from '../../../../shared/mail/read-message.ts';
import type { MailPartBytes, MailReading } from '../../ports.ts';
import { readAddresses, readSenders, type ReadAddresses } from './addresses.ts';
import { isDangerous } from './dangerous.ts';
import { safeFileName } from './file-name.ts';
import { limitHeader } from './header-limit.ts';
import { MAX_TEXT_UNITS, READING_LIMITS } from './limits.ts';
import { shownText } from './shown-text.ts';

/** Throws when the message breaks a limit that cannot be cut down to, as nesting does. */
export function readMail(raw: Uint8Array): MailReading {
  const { message, cut } = read(raw);
  const valuesOf = (name: string): readonly string[] => fieldsOf(message.root.fields, name);
  const from = readSenders(valuesOf('from'));
  const to = readAddresses(valuesOf('to'));
  const cc = readAddresses(valuesOf('cc'));
  const replyTo = readAddresses(valuesOf('reply-to'));
  const subject = shownText(asText(valuesOf('subject')[0] ?? ''));
  const { body, isCut } = bodyOf(message);
  const pictured = new Set([...message.pictures.values()].map(({ partId }) => partId));
  return {
    sentAt: readDate(valuesOf('date')[0] ?? ''),
    subject: subject.text,
    from: from.list,
    to: to.list,
    cc: cc.list,
    // One that names nobody asks for nothing.
    replyTo: replyTo.list.filter(({ address }) => address.includes('@')),
    body,
    attachments: partsOf(message, new Set(message.files)),
    inlineParts: partsOf(message, pictured),
    inlineImages: imagesOf(message),
    warnings: allWarnings([from, to, cc, replyTo], subject.warnings, cut || isCut),
  };
}

/** null when there is no such part. */
export function readPart(raw: Uint8Array, index: number): MailPartBytes | null {
  const leaf = read(raw).message.leaves.get(String(index));
  if (leaf === undefined) return null;
  const { fileName, mediaType } = partOf(index, leaf);
  return { bytes: leaf.octets, fileName, mediaType };
}

function read(raw: Uint8Array): { readonly message: Message; readonly cut: boolean } {
  const limited = limitHeader(raw);
  const { buffer, byteOffset, byteLength } = limited.raw;
  return {
    message: readMessage(Buffer.from(buffer, byteOffset, byteLength), READING_LIMITS),
    cut: limited.cut,
  };
}

function fieldsOf(fields: readonly HeaderField[], name: string): readonly string[] {
  return fields.filter((field) => field.name.toLowerCase() === name).map(({ value }) => value);
}

function bodyOf({ shown }: Message): { readonly body: MailBody; readonly isCut: boolean } {
  const text = shown.text.slice(0, MAX_TEXT_UNITS);
  const isCut = text.length < shown.text.length;
  if (shown.kind === 'text') return { body: { kind: 'text', text, isTooLarge: shown.isTooLarge }, isCut };
  const documents = shown.parts.map(({ value, html }) => (html === null ? plainDocument(value) : value));
  return { body: { kind: 'html', documents, text }, isCut };
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A plain part among formatted ones keeps its lines. */
function plainDocument(text: string): string {
  const escaped = text.trim().replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? sign);
  return `<div style="white-space: pre-wrap">${escaped}</div>`;
}

function partsOf({ leaves }: Message, wanted: ReadonlySet<string>): readonly MailPart[] {
  return [...leaves].flatMap(([partId, leaf]) => (wanted.has(partId) ? [partOf(Number(partId), leaf)] : []));
}

const MEDIA_TYPE = /^[a-z0-9!#$&^_.+-]{1,127}\/[a-z0-9!#$&^_.+-]{1,127}$/;

function partOf(index: number, { described: { type, name, size }, octets }: Leaf): MailPart {
  const mediaType = MEDIA_TYPE.test(type) ? type : 'application/octet-stream';
  const fileName = safeFileName(name, mediaType);
  return { index, fileName, mediaType, size, dangerous: isDangerous(fileName, mediaType, octets) };
}

/** From entries and without a prototype's say: an address may be called `__proto__`. */
function imagesOf({ pictures, leaves }: Message): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from(pictures, ([address, { partId, mediaType }]) => [
      address,
      `data:${mediaType};base64,${leaves.get(partId)?.octets.toString('base64') ?? ''}`,
    ]),
  );
}

/** null for what is no date, and for years that no calendar here can write (structure-date-year-275760). */
function readDate(value: string): Instant | null {
  const date = asDate(value);
  return date === null ? null : fromMs(Date.parse(date));
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
