/** An account's state counter: every change takes the next number, in the transaction that makes the change. */
import type { Kysely, Transaction } from 'kysely';
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
  const row = await transaction
    .insertInto('mailboxAccounts')
    .values({ accountId, modseq: count, horizon: 0, movedModseq: 0 })
    .onConflict((conflict) =>
      conflict
        .column('accountId')
        .doUpdateSet((eb) => ({ modseq: eb('mailboxAccounts.modseq', '+', count) })),
    )
    .returning('modseq')
    .executeTakeFirstOrThrow();
  return row.modseq;
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
