/** Stores parsed messages and puts them into mailboxes: many in one transaction, and each once however often it is tried. */
import type { Kysely, Transaction } from 'kysely';
import { toFlag } from '../../storage/column-types.ts';
import type { Tables } from '../../storage/tables.ts';
import { emailIdOf, type Placement } from '../emails.ts';
import type { MailEnvelope } from '../message-file.ts';
import type { ParsedMail } from '../mime/mail-content.ts';
import type { Forwarding } from '../ports.ts';
import { threadKeysOf } from '../threads.ts';
import { advanceAccount } from './accounts.ts';
import { isDuplicate } from './duplicates.ts';
import { indexMessage, searchTextsOf } from './search-index.ts';

export interface Arrival {
  readonly id: string;
  readonly receivedAtMs: number;
  readonly size: number;
  readonly mail: ParsedMail;
  readonly placements: readonly Placement[];
  readonly envelope: MailEnvelope;
}

/** What is kept of it, wherever it is placed. */
type StoredMail = Omit<Arrival, 'placements' | 'envelope'>;

/** Accounts that changed, each with its newest number. */
export type MovedAccounts = ReadonlyMap<string, number>;

/** A message that is stored already is left as it is; a duplicate goes on its way, and into no mailbox a second time. */
export async function deliver(
  db: Kysely<Tables>,
  arrivals: readonly Arrival[],
  queue: Forwarding['queue'],
): Promise<MovedAccounts> {
  return db.transaction().execute(async (transaction) => {
    const moved = new Map<string, number>();
    const stored: Arrival[] = [];
    for (const arrival of arrivals) {
      if (!(await storeMessage(transaction, arrival))) continue;
      stored.push(arrival);
      await queue(transaction, arrival.envelope, arrival.mail.content.subject);
      for (const placement of arrival.placements) {
        const { accountId, mailbox } = placement;
        if (mailbox === 'inbox' && (await isDuplicate(transaction, accountId, arrival))) continue;
        moved.set(accountId, await place(transaction, arrival, placement));
      }
    }
    // Together and last: the index writes itself out before most other statements, once for each message in between.
    for (const arrival of stored)
      await indexMessage(
        transaction,
        arrival,
        arrival.placements.map(({ accountId }) => accountId),
      );
    return moved;
  });
}

/** Its words are indexed apart (`indexMessage`). false: it is stored already. */
export async function storeMessage(transaction: Transaction<Tables>, arrival: StoredMail): Promise<boolean> {
  const { content, bodyValues } = arrival.mail;
  const inserted = await transaction
    .insertInto('messages')
    .values({
      id: arrival.id,
      receivedAtMs: arrival.receivedAtMs,
      size: arrival.size,
      ...searchTextsOf(content),
      hasAttachment: toFlag(content.hasAttachment),
      content: JSON.stringify(content),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
  for (const { partId, value, isCut } of bodyValues) {
    const row = { messageId: arrival.id, partId, value, isCut: toFlag(isCut) };
    await transaction.insertInto('messageBodies').values(row).execute();
  }
  return true;
}

/** The message is stored and not in that mailbox yet. Returns the account's new number. */
export async function place(
  transaction: Transaction<Tables>,
  arrival: StoredMail,
  placement: Placement,
): Promise<number> {
  const { accountId, mailbox } = placement;
  const modseq = await advanceAccount(transaction, accountId);
  const id = emailIdOf(arrival.id, mailbox);
  await transaction
    .insertInto('emails')
    .values({
      accountId,
      id,
      messageId: arrival.id,
      threadId: await threadFor(transaction, accountId, id, arrival),
      mailbox,
      receivedAtMs: arrival.receivedAtMs,
      seen: toFlag(placement.seen),
      flagged: toFlag(placement.flagged),
      answered: toFlag(placement.answered),
      draft: toFlag(placement.draft),
      ownHash: placement.ownHash,
      createdModseq: modseq,
      changedModseq: modseq,
    })
    .execute();
  return modseq;
}

/** The thread that one of its references is in, otherwise a new one; all its references then lead there. */
async function threadFor(
  transaction: Transaction<Tables>,
  accountId: string,
  emailId: string,
  arrival: StoredMail,
): Promise<string> {
  const keys = threadKeysOf(arrival.mail.content);
  if (keys.length === 0) return threadIdOf(emailId);
  const known = await transaction
    .selectFrom('threadKeys')
    .select('threadId')
    .where('accountId', '=', accountId)
    .where('key', 'in', keys)
    .orderBy('usedAtMs')
    .executeTakeFirst();
  const threadId = known?.threadId ?? threadIdOf(emailId);
  const usedAtMs = arrival.receivedAtMs;
  await transaction
    .insertInto('threadKeys')
    .values(keys.map((key) => ({ accountId, key, threadId, usedAtMs })))
    .onConflict((conflict) =>
      conflict.columns(['accountId', 'key']).doUpdateSet((eb) => ({ usedAtMs: eb.ref('excluded.usedAtMs') })),
    )
    .execute();
  return threadId;
}

function threadIdOf(emailId: string): string {
  return `T${emailId}`;
}
