/** What was handed over to be sent: kept for ever, so that nothing is sent twice (G29). */
import type { Kysely } from 'kysely';
import type { Tables } from '../../storage/tables.ts';
import type { UndoStatus } from '../tables.ts';
import { advanceAccount, readAccount, type MailUnit } from './accounts.ts';

/** RFC 8621 section 7: parameters are those of ESMTP. */
export interface SubmissionAddress {
  readonly email: string;
  readonly parameters: Readonly<Record<string, string | null>> | null;
}

export interface SubmissionEnvelope {
  readonly mailFrom: SubmissionAddress;
  readonly rcptTo: readonly SubmissionAddress[];
}

export interface StoredSubmission {
  readonly id: string;
  readonly madeId: string;
  readonly fingerprint: string;
  readonly identityId: string;
  readonly emailId: string;
  readonly threadId: string;
  readonly envelope: SubmissionEnvelope;
  readonly sendAtMs: number;
  /** As last heard of; the outbound mail itself knows better. */
  readonly undoStatus: UndoStatus;
}

const COLUMNS = [
  'id',
  'madeId',
  'fingerprint',
  'identityId',
  'emailId',
  'threadId',
  'envelope',
  'sendAtMs',
  'undoStatus',
] as const;

/** Also one that the client destroyed: its id stays taken. */
export async function findMade(
  db: Kysely<Tables>,
  accountId: string,
  madeId: string,
): Promise<StoredSubmission | null> {
  const row = await db
    .selectFrom('emailSubmissions')
    .select(COLUMNS)
    .where('accountId', '=', accountId)
    .where('madeId', '=', madeId)
    .executeTakeFirst();
  return row === undefined ? null : stored(row);
}

/** `ids` null: all, up to `limit`. In no particular order. */
export async function findSubmissions(
  db: Kysely<Tables>,
  accountId: string,
  ids: readonly string[] | null,
  limit: number,
): Promise<readonly StoredSubmission[]> {
  if (ids?.length === 0) return [];
  let query = db
    .selectFrom('emailSubmissions')
    .select(COLUMNS)
    .where('accountId', '=', accountId)
    .where('gone', '=', 0);
  if (ids !== null) query = query.where('id', 'in', ids);
  return (await query.limit(limit).execute()).map(stored);
}

export async function addSubmission(
  unit: MailUnit,
  accountId: string,
  submission: StoredSubmission,
): Promise<void> {
  const modseq = await advanceAccount(unit, accountId);
  await unit.db
    .insertInto('emailSubmissions')
    .values({
      accountId,
      ...submission,
      envelope: JSON.stringify(submission.envelope),
      createdModseq: modseq,
      changedModseq: modseq,
      gone: 0,
    })
    .execute();
}

export async function touchSubmission(
  unit: MailUnit,
  accountId: string,
  id: string,
  change: { readonly undoStatus?: UndoStatus; readonly gone?: 1 },
): Promise<void> {
  const changedModseq = await advanceAccount(unit, accountId);
  await unit.db
    .updateTable('emailSubmissions')
    .set({ ...change, changedModseq })
    .where('accountId', '=', accountId)
    .where('id', '=', id)
    .execute();
}

export interface SubmissionChange {
  readonly id: string;
  readonly kind: 'created' | 'updated' | 'destroyed';
}

export interface SubmissionChanges {
  readonly changes: readonly SubmissionChange[];
  readonly modseq: number;
  readonly more: boolean;
}

/** null: that far back is no longer known, or never was. */
export async function submissionChanges(
  db: Kysely<Tables>,
  accountId: string,
  since: number,
  limit: number,
): Promise<SubmissionChanges | null> {
  return db.transaction().execute(async (transaction) => {
    const account = await readAccount(transaction, accountId);
    if (since < account.horizon || since > account.modseq) return null;
    const rows = await transaction
      .selectFrom('emailSubmissions')
      .select(['id', 'createdModseq', 'changedModseq', 'gone'])
      .where('accountId', '=', accountId)
      .where('changedModseq', '>', since)
      .orderBy('changedModseq')
      .limit(limit + 1)
      .execute();
    const taken = rows.slice(0, limit);
    const more = rows.length > limit;
    const changes = taken.flatMap(({ id, createdModseq, gone }): SubmissionChange[] => {
      const isNew = createdModseq > since;
      // What came and went in between is no news.
      if (gone === 1) return isNew ? [] : [{ id, kind: 'destroyed' }];
      return [{ id, kind: isNew ? 'created' : 'updated' }];
    });
    return { changes, modseq: more ? (taken.at(-1)?.changedModseq ?? since) : account.modseq, more };
  });
}

function stored(row: Omit<StoredSubmission, 'envelope'> & { readonly envelope: string }): StoredSubmission {
  // Our own writing, in this schema's version.
  return { ...row, envelope: JSON.parse(row.envelope) as SubmissionEnvelope };
}

export interface SubmissionKey {
  readonly accountId: string;
  readonly submissionId: string;
}

/** Those whose end was not heard of yet, in every account. */
export async function pendingSubmissions(db: Kysely<Tables>): Promise<readonly SubmissionKey[]> {
  return db
    .selectFrom('emailSubmissions')
    .select(['accountId', 'id as submissionId'])
    .where('undoStatus', '=', 'pending')
    .execute();
}
