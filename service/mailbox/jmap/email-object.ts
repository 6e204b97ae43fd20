/** An e-mail as JMAP shows it: metadata, header fields, body structure and body values (RFC 8621 section 4.1). */
import { fromMs } from '../../../shared/domain/instant.ts';
import type { BodyPart, MailContent } from '../../../shared/mail/mail-content.ts';
import type { StoredBody, StoredEmail } from '../store/find-emails.ts';
import { partBlobId } from './blob-id.ts';
import { MethodError } from './core/errors.ts';
import { headerProperty, isHeaderProperty } from './header-property.ts';

export interface EmailView {
  readonly properties: readonly string[];
  readonly bodyProperties: readonly string[];
  readonly bodyValues: BodyValueChoice;
}

export interface BodyValueChoice {
  readonly text: boolean;
  readonly html: boolean;
  readonly all: boolean;
  /** 0: not cut. */
  readonly maxBytes: number;
}

type Show = (email: StoredEmail, view: EmailView, bodies: readonly StoredBody[]) => unknown;

const parts =
  (list: 'textBody' | 'htmlBody' | 'attachments'): Show =>
  (email, view) =>
    email.content[list].flatMap((partId) => {
      const part = findPart(email.content.structure, partId);
      return part === null ? [] : [partObject(email.messageId, part, view.bodyProperties, false)];
    });

/** RFC 8621 gives null for a field that is not there, and for lists that are empty. */
const listOrNull =
  (
    field: 'from' | 'sender' | 'to' | 'cc' | 'bcc' | 'replyTo' | 'messageId' | 'inReplyTo' | 'references',
  ): Show =>
  ({ content }) =>
    content[field].length > 0 ? content[field] : null;

const SHOW: Readonly<Record<string, Show>> = {
  id: (email) => email.id,
  blobId: (email) => email.messageId,
  threadId: (email) => email.threadId,
  mailboxIds: (email) => ({ [email.mailbox]: true }),
  keywords: keywordsOf,
  size: (email) => email.size,
  receivedAt: (email) => fromMs(email.receivedAtMs),
  headers: ({ content }) => content.headers,
  messageId: listOrNull('messageId'),
  inReplyTo: listOrNull('inReplyTo'),
  references: listOrNull('references'),
  sender: listOrNull('sender'),
  from: listOrNull('from'),
  to: listOrNull('to'),
  cc: listOrNull('cc'),
  bcc: listOrNull('bcc'),
  replyTo: listOrNull('replyTo'),
  subject: ({ content }) => (content.subject === '' ? null : content.subject),
  sentAt: ({ content }) => content.sentAt,
  hasAttachment: (email) => email.hasAttachment,
  preview: ({ content }) => content.preview,
  bodyStructure: ({ messageId, content }, view) =>
    partObject(messageId, content.structure, view.bodyProperties, true),
  bodyValues: ({ content }, view, bodies) => bodyValuesOf(content, view.bodyValues, bodies),
  textBody: parts('textBody'),
  htmlBody: parts('htmlBody'),
  attachments: parts('attachments'),
};

/** RFC 8621 section 4.2. */
export const DEFAULT_PROPERTIES: readonly string[] = Object.keys(SHOW).filter(
  (property) => property !== 'headers' && property !== 'bodyStructure',
);

const PART: Readonly<Record<string, (part: BodyPart, messageId: string) => unknown>> = {
  partId: (part) => part.partId,
  blobId: (part, messageId) => (part.partId === null ? null : partBlobId(messageId, part.partId)),
  size: (part) => part.size,
  name: (part) => part.name,
  type: (part) => part.type,
  charset: (part) => part.charset,
  disposition: (part) => part.disposition,
  cid: (part) => part.cid,
  language: (part) => part.language,
  location: (part) => part.location,
  headers: (part) => part.headers,
  // Where it is asked for, it is added with the structure.
  subParts: () => null,
};

export const DEFAULT_BODY_PROPERTIES: readonly string[] = Object.keys(PART).filter(
  (property) => property !== 'headers' && property !== 'subParts',
);

/** Throws a `MethodError` for a property that no e-mail, or no part, has. */
export function checkProperties(view: EmailView): void {
  const known = (table: object, name: string): boolean =>
    Object.hasOwn(table, name) || isHeaderProperty(name);
  const unknown =
    view.properties.find((name) => !known(SHOW, name)) ??
    view.bodyProperties.find((name) => !known(PART, name));
  if (unknown !== undefined) throw new MethodError('invalidArguments', `there is no property "${unknown}"`);
}

export function emailObject(
  email: StoredEmail,
  view: EmailView,
  bodies: readonly StoredBody[],
): Record<string, unknown> {
  const names = new Set(['id', ...view.properties]);
  return Object.fromEntries(
    Array.from(names, (name) => [
      name,
      isHeaderProperty(name)
        ? headerProperty(email.content.headers, name)
        : SHOW[name]?.(email, view, bodies),
    ]),
  );
}

function keywordsOf(email: StoredEmail): Record<string, true> {
  const set = { $seen: email.seen, $flagged: email.flagged, $answered: email.answered, $draft: email.draft };
  return Object.fromEntries(
    Object.entries(set).flatMap(([keyword, is]) => (is ? [[keyword, true as const]] : [])),
  );
}

function partObject(
  messageId: string,
  part: BodyPart,
  properties: readonly string[],
  withSubParts: boolean,
): Record<string, unknown> {
  const shown = Object.fromEntries(
    properties.map((name) => [
      name,
      isHeaderProperty(name) ? headerProperty(part.headers, name) : PART[name]?.(part, messageId),
    ]),
  );
  if (!withSubParts || part.partId !== null) return shown;
  const subParts = part.subParts.map((sub) => partObject(messageId, sub, properties, true));
  return { ...shown, subParts };
}

export function findPart(part: BodyPart, partId: string): BodyPart | null {
  if (part.partId === partId) return part;
  for (const sub of part.subParts) {
    const found = findPart(sub, partId);
    if (found !== null) return found;
  }
  return null;
}

function bodyValuesOf(
  content: MailContent,
  choice: BodyValueChoice,
  bodies: readonly StoredBody[],
): Record<string, unknown> {
  const wanted = new Set([
    ...(choice.text || choice.all ? content.textBody : []),
    ...(choice.html || choice.all ? content.htmlBody : []),
  ]);
  return Object.fromEntries(
    bodies
      .filter(({ partId }) => wanted.has(partId))
      .map(({ partId, value, isCut }) => {
        const shown = cutToBytes(value, choice.maxBytes);
        // The decoder leaves this sign where bytes were no text.
        const isEncodingProblem = value.includes('\uFFFD');
        return [
          partId,
          { value: shown, isEncodingProblem, isTruncated: isCut || shown.length < value.length },
        ];
      }),
  );
}

/** At most so many bytes of UTF-8, never within a character; 0: all of it. */
export function cutToBytes(value: string, maxBytes: number): string {
  if (maxBytes === 0 || Buffer.byteLength(value) <= maxBytes) return value;
  const bytes = Buffer.from(value);
  let end = maxBytes;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString('utf8', 0, end);
}
