/** What changed in an account since a number, in the order in which it changed (RFC 8620 section 5.2). */
import type { Kysely } from 'kysely';
import type { Tables } from '../../storage/tables.ts';
import type { MailboxRole } from '../tables.ts';
import { readAccount } from './accounts.ts';

export interface EmailChange {
  readonly emailId: string;
  readonly threadId: string;
  readonly mailbox: MailboxRole;
  readonly kind: 'created' | 'updated' | 'gone';
  readonly modseq: number;
}

export interface EmailChanges {
  readonly changes: readonly EmailChange[];
  /** Where the account stands once these are known. */
  readonly modseq: number;
  /** An e-mail went from one mailbox to another: both are touched, and which the first was is not kept. */
  readonly moved: boolean;
  readonly more: boolean;
}

/** null: that far back is no longer known, or never was. */
export async function emailChanges(
  db: Kysely<Tables>,
  accountId: string,
  since: number,
  limit: number,
): Promise<EmailChanges | null> {
  // One transaction: what is read belongs to one number.
  return db.transaction().execute(async (transaction) => {
    const account = await readAccount(transaction, accountId);
    if (since < account.horizon || since > account.modseq) return null;
    const merged = [
      ...(await changedEmails(transaction, accountId, since, limit + 1)),
      ...(await goneEmails(transaction, accountId, since, limit + 1)),
    ].sort((a, b) => a.modseq - b.modseq);
    const taken = merged.slice(0, limit);
    const more = merged.length > limit;
    const modseq = more ? (taken.at(-1)?.modseq ?? since) : account.modseq;
    return { changes: taken.filter(isNews), modseq, more, moved: account.movedModseq > since };
  });
}

/** What came and went in between is no news. */
function isNews(change: EmailChange & { readonly createdModseq: number; readonly since: number }): boolean {
  return change.kind !== 'gone' || change.createdModseq <= change.since;
}

async function changedEmails(db: Kysely<Tables>, accountId: string, since: number, limit: number) {
  const rows = await db
    .selectFrom('emails')
    .select(['id', 'threadId', 'mailbox', 'createdModseq', 'changedModseq'])
    .where('accountId', '=', accountId)
    .where('changedModseq', '>', since)
    .orderBy('changedModseq')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    emailId: row.id,
    threadId: row.threadId,
    mailbox: row.mailbox,
    kind: row.createdModseq > since ? ('created' as const) : ('updated' as const),
    modseq: row.changedModseq,
    createdModseq: row.createdModseq,
    since,
  }));
}

async function goneEmails(db: Kysely<Tables>, accountId: string, since: number, limit: number) {
  const rows = await db
    .selectFrom('goneEmails')
    .select(['emailId', 'threadId', 'mailbox', 'createdModseq', 'goneModseq'])
    .where('accountId', '=', accountId)
    .where('goneModseq', '>', since)
    .orderBy('goneModseq')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    emailId: row.emailId,
    threadId: row.threadId,
    mailbox: row.mailbox,
    kind: 'gone' as const,
    modseq: row.goneModseq,
    createdModseq: row.createdModseq,
    since,
  }));
}
