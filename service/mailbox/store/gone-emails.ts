/** E-mails leaving an account, each with a number of its own, so that a client can be told of them in portions. */
import type { Transaction } from 'kysely';
import type { Tables } from '../../storage/tables.ts';
import type { MailboxRole } from '../tables.ts';
import { advanceAccount } from './accounts.ts';

export interface LeavingEmail {
  readonly id: string;
  readonly threadId: string;
  readonly mailbox: MailboxRole;
  readonly createdModseq: number;
}

/** Returns the account's new number. At least one e-mail. */
export async function takeOut(
  transaction: Transaction<Tables>,
  accountId: string,
  leaving: readonly LeavingEmail[],
  nowMs: number,
): Promise<number> {
  const modseq = await advanceAccount(transaction, accountId, leaving.length);
  const rows = leaving.map(({ id, threadId, mailbox, createdModseq }, index) => ({
    ...{ accountId, threadId, mailbox, createdModseq, emailId: id },
    goneModseq: modseq - index,
    goneAtMs: nowMs,
  }));
  await transaction.insertInto('goneEmails').values(rows).execute();
  const ids = leaving.map((email) => email.id);
  await transaction.deleteFrom('emails').where('accountId', '=', accountId).where('id', 'in', ids).execute();
  return modseq;
}
