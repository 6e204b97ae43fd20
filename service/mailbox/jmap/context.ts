/** What a JMAP method has to work with: who asks, the database, the time. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from '../../storage/tables.ts';
import type { Account, AnnounceMailbox, MailboxUser } from '../ports.ts';
import { MethodError } from './core/errors.ts';
import { CORE_LIMITS } from './core/limits.ts';

export interface MailContext {
  readonly db: Kysely<Tables>;
  readonly user: MailboxUser;
  readonly nowMs: number;
  readonly announce: AnnounceMailbox;
}

/** RFC 8620 section 1.2. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,255}$/, 'is not an Id');

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
