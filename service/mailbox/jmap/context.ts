/** What a JMAP method has to work with: who asks, the database, the time. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Slice } from '../../loop-turns.ts';
import type { OutboundMail } from '../../mail-flow/ports.ts';
import type { Tables } from '../../storage/tables.ts';
import type { WritePath } from '../../storage/write-path.ts';
import type { OwnMessage } from '../own-messages.ts';
import type { Account, MailboxUser } from '../ports.ts';
import { MethodError } from './core/errors.ts';
import { idSchema } from './core/id.ts';
import { CORE_LIMITS } from './core/limits.ts';
import type { Blob } from './download.ts';

/** Bytes that people put here, and that others sent them. */
export interface OwnMail {
  /** null: there is no such blob in that account. */
  readonly readBlob: (accountId: string, blobId: string) => Promise<Blob | null>;
  /** null: these bytes are no message. */
  readonly store: (bytes: Buffer) => Promise<OwnMessage | null>;
  /** Of messages that came into no mailbox. */
  readonly discard: (messageIds: readonly string[]) => Promise<void>;
  /** Messages that left a mailbox: those that nobody has or is still to get are gone for good. Never rejects. */
  readonly forget: (messageIds: readonly string[]) => Promise<void>;
}

export interface MailContext {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly user: MailboxUser;
  readonly nowMs: number;
  /** What a call rests by; it throws where the request has computed for too long, and the call only reads. */
  readonly slice: Slice;
  readonly ownMail: OwnMail;
  readonly outbound: OutboundMail;
  /** What this request created so far, by the client's names (RFC 8620 section 3.3). */
  readonly createdIds: Map<string, string>;
}

export { idSchema };

/** Three times as many as an e-mail has; each is looked for in each of 500 objects. */
const MAX_PROPERTIES = 100;
export const propertyNames = z.array(z.string()).max(MAX_PROPERTIES);

/** What lists are ordered by: more than there is to order by. */
const MAX_SORTS = 16;

/** RFC 8620 section 5.1. */
export const getSchema = z.strictObject({
  accountId: idSchema,
  ids: z.array(idSchema).nullable().default(null),
  properties: propertyNames.nullable().default(null),
});

/** RFC 8620 section 5.2. */
export const changesSchema = z.strictObject({
  accountId: idSchema,
  sinceState: z.string(),
  maxChanges: z.int().positive().nullable().default(null),
});

/** RFC 8620 section 5.5; the filter and what is sorted by are each type's own. */
export const querySchema = z.strictObject({
  accountId: idSchema,
  filter: z.unknown().optional(),
  sort: z
    .array(z.looseObject({ property: z.string(), isAscending: z.boolean().default(true) }))
    .max(MAX_SORTS)
    .nullable()
    .default(null),
  position: z.int().default(0),
  anchor: idSchema.nullable().default(null),
  anchorOffset: z.int().default(0),
  limit: z.int().nonnegative().nullable().default(null),
  calculateTotal: z.boolean().default(false),
});

/** `#name` is what was created under that name; undefined when nothing was. */
export function resolveId(context: MailContext, idOrReference: string): string | undefined {
  if (!idOrReference.startsWith('#')) return idOrReference;
  return context.createdIds.get(idOrReference.slice(1));
}

/** An account that is not this person's does not exist. Throws a `MethodError`. */
export function accountOf(context: MailContext, accountId: string): Account {
  const account = context.user.accounts.find((candidate) => candidate.accountId === accountId);
  if (account === undefined) throw new MethodError('accountNotFound');
  return account;
}

export function withinGetLimit(ids: readonly string[]): readonly string[] {
  if (ids.length > CORE_LIMITS.maxObjectsInGet)
    throw new MethodError('requestTooLarge', 'more ids than maxObjectsInGet');
  return [...new Set(ids)];
}

/** Only these properties, and `id` always. Throws for a name that is not known. */
export function pick(
  object: Readonly<Record<string, unknown>>,
  properties: readonly string[] | null,
): Record<string, unknown> {
  if (properties === null) return { ...object };
  const unknown = properties.find((property) => !Object.hasOwn(object, property));
  if (unknown !== undefined) throw new MethodError('invalidArguments', `there is no property "${unknown}"`);
  return Object.fromEntries(['id', ...properties].map((property) => [property, object[property]]));
}
