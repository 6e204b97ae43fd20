/** A JMAP Email as the cache needs it (RFC 8621 section 4). */
import { z } from 'zod';
import { instantSchema } from '../../../../shared/domain/instant.ts';
import type { CachedMail, MailFlags } from '../../ports.ts';
import { readHtml } from '../../../../shared/mail/html-text.ts';

/** Enough of a text to find a mail by, also where most of it is HTML. */
const MAX_BODY_BYTES = 128 * 1024;

/** Arguments of Email/get for a mail that is to be cached. */
export const EMAIL_ARGUMENTS = {
  properties: [
    'id',
    'blobId',
    'threadId',
    'mailboxIds',
    'keywords',
    'size',
    'receivedAt',
    'messageId',
    'from',
    'to',
    'cc',
    'subject',
    'preview',
    'hasAttachment',
    'header:List-Id:asText',
    'textBody',
    'htmlBody',
    'bodyValues',
  ],
  bodyProperties: ['partId', 'type'],
  fetchTextBodyValues: true,
  fetchHTMLBodyValues: true,
  maxBodyValueBytes: MAX_BODY_BYTES,
} as const;

/** Arguments of Email/get for a mail of which only flags and place may have changed. */
export const FLAG_ARGUMENTS = { properties: ['id', 'mailboxIds', 'keywords'] } as const;

/** RFC 8620 section 1.2, "Id". */
export const jmapIdSchema = z.string().min(1).max(255);

/** RFC 8621 allows times without milliseconds. */
const receivedAtSchema = z
  .string()
  .transform((text) => (/^[^.]*Z$/.test(text) ? text.replace('Z', '.000Z') : text))
  .pipe(instantSchema);

const addressesSchema = z
  .array(z.object({ name: z.string().nullable(), email: z.string() }))
  .nullish()
  .transform((list) => (list ?? []).map(({ name, email }) => ({ name: name ?? '', address: email })));

const partsSchema = z.array(z.object({ partId: z.string().nullable(), type: z.string() }));

const flagsSchema = z.object({
  id: jmapIdSchema,
  mailboxIds: z.record(z.string(), z.boolean()),
  keywords: z.record(z.string(), z.boolean()),
});

const emailSchema = flagsSchema.extend({
  blobId: jmapIdSchema,
  threadId: jmapIdSchema,
  size: z.int().nonnegative(),
  receivedAt: receivedAtSchema,
  messageId: z.array(z.string()).nullish(),
  from: addressesSchema,
  to: addressesSchema,
  cc: addressesSchema,
  subject: z.string().nullish(),
  preview: z.string().nullish(),
  hasAttachment: z.boolean(),
  'header:List-Id:asText': z.string().nullish(),
  textBody: partsSchema,
  htmlBody: partsSchema,
  bodyValues: z.record(z.string(), z.object({ value: z.string() })),
});

export const emailsSchema = z.object({ state: z.string(), list: z.array(emailSchema) });
export const flagListSchema = z.object({ list: z.array(flagsSchema) });
export type Email = z.infer<typeof emailSchema>;
export type EmailFlags = z.infer<typeof flagsSchema>;

/** Mailbox id to its role, for the roles that the cache tells apart. */
export type Roles = ReadonlyMap<string, CachedMail['mailbox']>;

export function toCachedMail(email: Email, roles: Roles): CachedMail {
  return {
    ...toFlags(email, roles),
    threadId: email.threadId,
    receivedAt: email.receivedAt,
    from: email.from[0] ?? { name: '', address: '' },
    to: email.to,
    cc: email.cc,
    subject: email.subject ?? '',
    preview: email.preview ?? '',
    hasAttachment: email.hasAttachment,
    list: listName(email['header:List-Id:asText'] ?? ''),
    size: email.size,
    messageId: email.messageId?.[0] ?? null,
    text: textOf(email),
  };
}

export function toFlags(email: EmailFlags, roles: Roles): MailFlags {
  return {
    id: email.id,
    mailbox: mailboxOf(email.mailboxIds, roles),
    unread: email.keywords['$seen'] !== true,
    flagged: email.keywords['$flagged'] === true,
  };
}

/** `Logistics <logistics.example.org>` is Logistics, a bare identifier itself (RFC 2919 section 2); null without one. */
function listName(listId: string): string | null {
  const [, phrase = '', id = ''] = /^"?([^"<]*)"?\s*<([^>]*)>/.exec(listId.trim()) ?? [];
  return [phrase.trim(), id.trim(), listId.trim()].find((name) => name !== '') ?? null;
}

/** A mail in several mailboxes is shown where a person looks first. */
const PREFERENCE = ['inbox', 'sent', 'drafts'] as const;

function mailboxOf(mailboxIds: Readonly<Record<string, boolean>>, roles: Roles): CachedMail['mailbox'] {
  const found = new Set(Object.keys(mailboxIds).map((id) => roles.get(id)));
  return PREFERENCE.find((role) => found.has(role)) ?? 'other';
}

/** What is shown comes first; a reader may remember the plain form too, and where a link leads. */
function textOf({ htmlBody, textBody, bodyValues }: Email): string {
  const types = new Map([...htmlBody, ...textBody].map(({ partId, type }) => [partId, type]));
  return Array.from(types, ([partId, type]) => {
    const value = partId === null ? '' : (bodyValues[partId]?.value ?? '');
    if (type !== 'text/html') return value;
    const { text, beside } = readHtml(value);
    return [text, ...beside].join('\n');
  }).join('\n');
}
