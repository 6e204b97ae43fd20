/** An account's state counter: every change takes the next number in its own transaction, and others hear of it. */
import type { Kysely, Transaction } from 'kysely';
import { chunksOf } from '../../storage/rows.ts';
import type { Tables } from '../../storage/tables.ts';
import type { Unit } from '../../storage/write-path.ts';
import { stateOf } from '../emails.ts';

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

/** What mail is changed in: whoever takes a number has told of it. */
export type MailUnit = Pick<Unit, 'db' | 'accountMoved'>;

/** Takes the next `count` numbers of this account and returns the last of them. */
export async function advanceAccount(unit: MailUnit, accountId: string, count = 1): Promise<number> {
  const lasts = await advanceAccounts(unit, new Map([[accountId, count]]));
  return lasts.get(accountId) ?? count;
}

/** The same for many, each with its count. */
export async function advanceAccounts(
  unit: MailUnit,
  counts: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const lasts = new Map<string, number>();
  for (const some of chunksOf([...counts])) {
    const rows = await unit.db
      .insertInto('mailboxAccounts')
      .values(some.map(([accountId, modseq]) => ({ accountId, modseq, horizon: 0, movedModseq: 0 })))
      .onConflict((conflict) =>
        conflict
          .column('accountId')
          .doUpdateSet((eb) => ({ modseq: eb('mailboxAccounts.modseq', '+', eb.ref('excluded.modseq')) })),
      )
      .returning(['accountId', 'modseq'])
      .execute();
    for (const { accountId, modseq } of rows) {
      lasts.set(accountId, modseq);
      unit.accountMoved(accountId, stateOf(modseq));
    }
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
