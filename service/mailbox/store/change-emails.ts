/** Puts e-mails into an account, changes and removes them: all of one request in one transaction. */
import type { Transaction } from 'kysely';
import { windowStartMs } from '../../../shared/domain/mail-window.ts';
import { toFlag } from '../../storage/column-types.ts';
import type { Tables } from '../../storage/tables.ts';
import type { WritePath } from '../../storage/write-path.ts';
import { emailIdOf, type Placement } from '../emails.ts';
import type { OwnMessage } from '../own-messages.ts';
import type { MailboxRole } from '../tables.ts';
import { advanceAccount, readAccount, type MailUnit } from './accounts.ts';
import { takeOut } from './gone-emails.ts';
import { placeAll } from './place-emails.ts';
import { indexMessages } from './search-index.ts';
import { storeMessages } from './stored-messages.ts';

/** What a client can change of an e-mail. */
export interface EmailState {
  readonly mailbox: MailboxRole;
  readonly seen: boolean;
  readonly flagged: boolean;
  readonly answered: boolean;
  readonly draft: boolean;
}

export interface NewEmail {
  readonly message: OwnMessage;
  readonly receivedAtMs: number;
  readonly state: EmailState;
}

export interface PlacedEmail {
  readonly id: string;
  readonly threadId: string;
  /** The account had these bytes already, as this e-mail: nothing was added. */
  readonly existed: boolean;
}

/** The work of a request within its transaction. */
export interface EmailChanger {
  readonly add: (email: NewEmail) => Promise<PlacedEmail>;
  /** false: there is no such e-mail. What `next` throws leaves it as it is. */
  readonly update: (emailId: string, next: (state: EmailState) => EmailState) => Promise<boolean>;
  /** The id of its message; null: there is no such e-mail. */
  readonly remove: (emailId: string) => Promise<string | null>;
}

export interface AccountChange<Value> {
  readonly before: number;
  readonly after: number;
  readonly value: Value;
}

/** null: `ifModseq` is given and the account stands elsewhere. */
export async function changeEmails<Value>(
  writePath: WritePath,
  { accountId, ifModseq, nowMs }: { accountId: string; ifModseq: number | null; nowMs: number },
  work: (changer: EmailChanger) => Promise<Value>,
): Promise<AccountChange<Value> | null> {
  return writePath.transact(async (unit) => {
    const { modseq: before } = await readAccount(unit.db, accountId);
    if (ifModseq !== null && ifModseq !== before) return null;
    const value = await work({
      add: (email) => add(unit, accountId, email),
      update: (emailId, next) => update(unit, accountId, emailId, next, nowMs),
      remove: (emailId) => remove(unit, accountId, emailId, nowMs),
    });
    const { modseq: after } = await readAccount(unit.db, accountId);
    return { before, after, value };
  });
}

async function add(
  unit: MailUnit,
  accountId: string,
  { message, receivedAtMs, state }: NewEmail,
): Promise<PlacedEmail> {
  const existing = await unit.db
    .selectFrom('emails')
    .select(['id', 'threadId'])
    .where('accountId', '=', accountId)
    .where('ownHash', '=', message.hash)
    .executeTakeFirst();
  if (existing !== undefined) return { ...existing, existed: true };
  const arrival = { id: message.id, receivedAtMs, size: message.size, mail: message.mail };
  const placement: Placement = { accountId, ...state, ownHash: message.hash };
  // It may be stored by now: what lies on disk is taken in after a failure, without a mailbox.
  const [isNew] = await storeMessages(unit.db, [arrival]);
  await placeAll(unit, [{ message: arrival, placement }]);
  if (isNew === undefined)
    await unit.db.deleteFrom('searchable').where('messageId', '=', message.id).execute();
  await indexMessages(unit.db, [{ message: arrival, owners: [accountId] }]);
  const id = emailIdOf(message.id, state.mailbox);
  const { threadId } = await unit.db
    .selectFrom('emails')
    .select('threadId')
    .where('accountId', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { id, threadId, existed: false };
}

function inWindow(transaction: Transaction<Tables>, accountId: string, emailId: string, nowMs: number) {
  return transaction
    .selectFrom('emails')
    .where('accountId', '=', accountId)
    .where('id', '=', emailId)
    .where('receivedAtMs', '>=', windowStartMs(nowMs));
}

async function update(
  unit: MailUnit,
  accountId: string,
  emailId: string,
  next: (state: EmailState) => EmailState,
  nowMs: number,
): Promise<boolean> {
  const row = await inWindow(unit.db, accountId, emailId, nowMs)
    .select(['mailbox', 'seen', 'flagged', 'answered', 'draft'])
    .executeTakeFirst();
  if (row === undefined) return false;
  const flags = { seen: row.seen === 1, flagged: row.flagged === 1 };
  const state = next({
    mailbox: row.mailbox,
    ...flags,
    answered: row.answered === 1,
    draft: row.draft === 1,
  });
  const changedModseq = await advanceAccount(unit, accountId);
  await unit.db
    .updateTable('emails')
    .set({
      mailbox: state.mailbox,
      seen: toFlag(state.seen),
      flagged: toFlag(state.flagged),
      answered: toFlag(state.answered),
      draft: toFlag(state.draft),
      changedModseq,
    })
    .where('accountId', '=', accountId)
    .where('id', '=', emailId)
    .execute();
  if (state.mailbox === row.mailbox) return true;
  await unit.db
    .updateTable('mailboxAccounts')
    .set({ movedModseq: changedModseq })
    .where('accountId', '=', accountId)
    .execute();
  return true;
}

async function remove(
  unit: MailUnit,
  accountId: string,
  emailId: string,
  nowMs: number,
): Promise<string | null> {
  const row = await inWindow(unit.db, accountId, emailId, nowMs)
    .select(['id', 'threadId', 'mailbox', 'createdModseq', 'messageId'])
    .executeTakeFirst();
  if (row === undefined) return null;
  const { messageId, ...email } = row;
  await takeOut(unit, accountId, [email], nowMs);
  return messageId;
}
