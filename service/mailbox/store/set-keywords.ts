/** Changes keywords of e-mails, all of one request in one transaction. */
import type { Kysely, Transaction } from 'kysely';
import { windowStartMs } from '../../../shared/domain/mail-window.ts';
import { toFlag } from '../../storage/column-types.ts';
import type { Tables } from '../../storage/tables.ts';
import { advanceAccount, readAccount } from './accounts.ts';

/** Absent: left as it is. */
export interface KeywordChange {
  readonly emailId: string;
  readonly seen?: boolean;
  readonly flagged?: boolean;
  readonly answered?: boolean;
}

export type KeywordsSet =
  | {
      readonly kind: 'set';
      readonly before: number;
      readonly after: number;
      readonly notFound: ReadonlySet<string>;
    }
  | { readonly kind: 'other-state' };

/** `ifModseq` null: whatever the account's state. */
export async function setKeywords(
  db: Kysely<Tables>,
  accountId: string,
  changes: readonly KeywordChange[],
  ifModseq: number | null,
  nowMs: number,
): Promise<KeywordsSet> {
  return db.transaction().execute(async (transaction) => {
    const { modseq: before } = await readAccount(transaction, accountId);
    if (ifModseq !== null && ifModseq !== before) return { kind: 'other-state' };
    const notFound = new Set<string>();
    let after = before;
    for (const change of changes) {
      const modseq = await setOne(transaction, accountId, change, nowMs);
      if (modseq === null) notFound.add(change.emailId);
      else after = modseq;
    }
    return { kind: 'set', before, after, notFound };
  });
}

async function setOne(
  transaction: Transaction<Tables>,
  accountId: string,
  { emailId, ...flags }: KeywordChange,
  nowMs: number,
): Promise<number | null> {
  const email = await transaction
    .selectFrom('emails')
    .select('id')
    .where('accountId', '=', accountId)
    .where('id', '=', emailId)
    .where('receivedAtMs', '>=', windowStartMs(nowMs))
    .executeTakeFirst();
  if (email === undefined) return null;
  const changedModseq = await advanceAccount(transaction, accountId);
  const columns = Object.fromEntries(Object.entries(flags).map(([flag, on]) => [flag, toFlag(on)]));
  await transaction
    .updateTable('emails')
    .set({ ...columns, changedModseq })
    .where('accountId', '=', accountId)
    .where('id', '=', emailId)
    .execute();
  return changedModseq;
}
