/** An account's state counter: every change takes the next number, in the transaction that makes the change. */
import type { Kysely, Transaction } from 'kysely';
import { chunksOf } from '../../storage/rows.ts';
import type { Tables } from '../../storage/tables.ts';

export interface AccountState {
  readonly modseq: number;
  readonly horizon: number;
  readonly movedModseq: number;
}

/** An account that never received anything stands at 0. */
export async function readAccount(db: Kysely<Tables>, accountId: string): Promise<AccountState> {
  const row = await db
    .selectFrom('mailboxAccounts')
    .select(['modseq', 'horizon', 'movedModseq'])
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  return row ?? { modseq: 0, horizon: 0, movedModseq: 0 };
}

/** Takes the next `count` numbers of this account and returns the last of them. */
export async function advanceAccount(
  transaction: Transaction<Tables>,
  accountId: string,
  count = 1,
): Promise<number> {
  const lasts = await advanceAccounts(transaction, new Map([[accountId, count]]));
  return lasts.get(accountId) ?? count;
}

/** The same for many, each with its count. */
export async function advanceAccounts(
  transaction: Transaction<Tables>,
  counts: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const lasts = new Map<string, number>();
  for (const some of chunksOf([...counts])) {
    const rows = await transaction
      .insertInto('mailboxAccounts')
      .values(some.map(([accountId, modseq]) => ({ accountId, modseq, horizon: 0, movedModseq: 0 })))
      .onConflict((conflict) =>
        conflict
          .column('accountId')
          .doUpdateSet((eb) => ({ modseq: eb('mailboxAccounts.modseq', '+', eb.ref('excluded.modseq')) })),
      )
      .returning(['accountId', 'modseq'])
      .execute();
    for (const { accountId, modseq } of rows) lasts.set(accountId, modseq);
  }
  return lasts;
}

/** More numbers than an account takes in its life. */
const LEAP = 1_000_000_000;

/**
 * After a restore: no number that was given out before comes again, so that a client which knows more than this database
 * is told to read anew, and not half of the truth.
 */
export async function forgetStates(transaction: Transaction<Tables>): Promise<void> {
  await transaction
    .insertInto('mailboxAccounts')
    .columns(['accountId', 'modseq', 'horizon', 'movedModseq'])
    .expression((eb) =>
      eb
        .selectFrom('people')
        .select(['id', eb.lit(LEAP).as('modseq'), eb.lit(LEAP).as('horizon'), eb.lit(0).as('movedModseq')])
        // SQLite takes `on conflict` after a select only when that has a condition.
        .where(eb.lit(true)),
    )
    .onConflict((conflict) =>
      conflict.column('accountId').doUpdateSet((eb) => ({
        modseq: eb('mailboxAccounts.modseq', '+', LEAP),
        horizon: eb('mailboxAccounts.modseq', '+', LEAP),
      })),
    )
    .execute();
}
