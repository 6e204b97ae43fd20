/** E-mails leaving an account, each with a number of its own, so that a client can be told of them in portions. */
import type { MailboxRole } from '../tables.ts';
import { advanceAccount, type MailUnit } from './accounts.ts';

export interface LeavingEmail {
  readonly id: string;
  readonly threadId: string;
  readonly mailbox: MailboxRole;
  readonly createdModseq: number;
}

/** At least one e-mail. */
export async function takeOut(
  unit: MailUnit,
  accountId: string,
  leaving: readonly LeavingEmail[],
  nowMs: number,
): Promise<void> {
  const modseq = await advanceAccount(unit, accountId, leaving.length);
  const rows = leaving.map(({ id, threadId, mailbox, createdModseq }, index) => ({
    ...{ accountId, threadId, mailbox, createdModseq, emailId: id },
    goneModseq: modseq - index,
    goneAtMs: nowMs,
  }));
  await unit.db.insertInto('goneEmails').values(rows).execute();
  const ids = leaving.map((email) => email.id);
  await unit.db.deleteFrom('emails').where('accountId', '=', accountId).where('id', 'in', ids).execute();
}
