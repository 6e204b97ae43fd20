/** The messages in the database: what is kept of each, and which are there. */
import type { Kysely, Transaction } from 'kysely';
import { toFlag } from '../../storage/column-types.ts';
import { chunksOf } from '../../storage/rows.ts';
import type { Tables } from '../../storage/tables.ts';
import type { ParsedMail } from '../../../shared/mail/mail-content.ts';
import { searchTextsOf } from './search-index.ts';

/** What is kept of it, wherever it is placed. */
export interface StoredMail {
  readonly id: string;
  readonly receivedAtMs: number;
  readonly size: number;
  readonly mail: ParsedMail;
}

/** Their words are indexed apart (`indexMessages`). Returns those that were not stored before, each once. */
export async function storeMessages<Mail extends StoredMail>(
  transaction: Transaction<Tables>,
  mails: readonly Mail[],
): Promise<readonly Mail[]> {
  const inserted = new Set<string>();
  for (const some of chunksOf(mails)) {
    const rows = await transaction
      .insertInto('messages')
      .values(some.map(rowOf))
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute();
    for (const { id } of rows) inserted.add(id);
  }
  const stored = mails.filter(({ id }) => inserted.delete(id));
  for (const some of chunksOf(stored.flatMap(bodiesOf)))
    await transaction.insertInto('messageBodies').values(some).execute();
  return stored;
}

function rowOf({ id, receivedAtMs, size, mail: { content, fingerprint } }: StoredMail): Tables['messages'] {
  return {
    ...{ id, receivedAtMs, size, fingerprint },
    ...searchTextsOf(content),
    hasAttachment: toFlag(content.hasAttachment),
    content: JSON.stringify(content),
  };
}

function bodiesOf({ id, mail }: StoredMail): readonly Tables['messageBodies'][] {
  return mail.bodyValues.map(({ partId, value, isCut }) => {
    return { messageId: id, partId, value, isCut: toFlag(isCut) };
  });
}

/** Which of these are stored. */
export async function storedMessages(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const stored = new Set<string>();
  for (const some of chunksOf(ids)) {
    const rows = await db.selectFrom('messages').select('id').where('id', 'in', some).execute();
    for (const row of rows) stored.add(row.id);
  }
  return stored;
}
