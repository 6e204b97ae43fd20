/** Adds a row to the audit log, in the transaction of what it tells of. */
import type { Transaction } from 'kysely';
import type { Tables } from '../storage/tables.ts';
import { canonicalJson } from './canonical-json.ts';
import { FIRST_PREV_HASH, hashOf } from './chain.ts';

/** `continuity` is what the filter "Continuity Services Logs" shows (product 5). */
export type AuditService = 'access' | 'continuity' | 'directory' | 'lab' | 'mail';

export interface AuditEntry {
  readonly service: AuditService;
  /** Who: `administrator` (the service's own token), `administrator:<id>`, `token:<id>`, `service`, `person:<id>` or `device:<id>`. */
  readonly actor: string;
  /** What was done, as `thing.verb`: `continuity-event.end`. */
  readonly action: string;
  /** The id of what it was done to. */
  readonly target: string;
  /** Before and after; never a password, key or token. */
  readonly detail: unknown;
}

export async function appendAudit(db: Transaction<Tables>, entry: AuditEntry, at: string): Promise<void> {
  const last = await db
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  const row = {
    seq: (last?.seq ?? 0) + 1,
    at,
    service: entry.service,
    actor: entry.actor,
    action: entry.action,
    target: entry.target,
    detail: canonicalJson(entry.detail),
    prevHash: last?.hash ?? FIRST_PREV_HASH,
  };
  await db
    .insertInto('audit')
    .values({ ...row, hash: hashOf(row) })
    .execute();
}
