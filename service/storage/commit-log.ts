/** One log of what others must hear of: a row for each transaction that has something to tell, in the order of commits. */
import type { Kysely, Transaction } from 'kysely';
import type { AuditEntry } from '../audit/append.ts';
import type { CommittedChange } from '../committed-change.ts';
import type { Tables } from './tables.ts';

/** What is told of a row of the audit log; the rest of it is read there. */
export type Audited = Pick<AuditEntry, 'service' | 'action' | 'target'>;

export type News = CommittedChange | ({ readonly kind: 'audited' } & Audited);

interface Commit {
  readonly number: number;
  /** In the order in which the transaction had it to tell; at least one. */
  readonly news: readonly News[];
}

/** Rows: a follower is never further behind, and a database does not grow by what everybody has heard. */
const KEPT_COMMITS = 1024;
/** So that one commit in many pays for forgetting. */
const FORGET_EVERY = 128;

/** Part of the transaction that it tells of. */
export async function appendCommit(transaction: Transaction<Tables>, news: readonly News[]): Promise<void> {
  const { number } = await transaction
    .insertInto('commitLog')
    .values({ news: JSON.stringify(news) })
    .returning('number')
    .executeTakeFirstOrThrow();
  // The newest always stays, so that no number is given out twice.
  if (number % FORGET_EVERY !== 0) return;
  await transaction
    .deleteFrom('commitLog')
    .where('number', '<=', number - KEPT_COMMITS)
    .execute();
}

/** 0: nothing was ever told. */
export async function lastCommit(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('commitLog')
    .select('number')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.number ?? 0;
}

/** In order. */
export async function commitsAfter(
  db: Kysely<Tables>,
  number: number,
  limit: number,
): Promise<readonly Commit[]> {
  const rows = await db
    .selectFrom('commitLog')
    .selectAll()
    .where('number', '>', number)
    .orderBy('number')
    .limit(limit)
    .execute();
  // Our own writing, in this schema's version.
  return rows.map((row) => ({ number: row.number, news: JSON.parse(row.news) as readonly News[] }));
}
