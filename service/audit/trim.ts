/**
 * Lets go of the oldest rows of the audit log: which is noted outside the database a day before, told in the log itself, and
 * then done, so that a beginning that the service has cut off is told from one that somebody else has (G41).
 */
import { sql, type Kysely } from 'kysely';
import { DAY_MS, fromMs, toMs } from '../../shared/domain/instant.ts';
import type { Tables } from '../storage/tables.ts';
import type { WritePath } from '../storage/write-path.ts';
import type { AnchorFile } from './anchor-file.ts';
import { anchorsOf, lastRemovedOf, type Anchor } from './anchors.ts';
import type { LastRemoved } from './chain.ts';
import { findAudit, walkAudit } from './store.ts';

/** Rows of one transaction: nobody waits long for it. */
const CHUNK = 500;

/** A month of rows at a time, or what tells of the trimming would be trimmed daily for ever. */
export const TOGETHER_MS = 30 * DAY_MS;

/** Time for an export; and a backup, which copies the anchors before the database, never falls between. */
export const NOTED_BEFORE_MS = DAY_MS;

export interface AuditTrimNeeds {
  readonly db: Kysely<Tables>;
  readonly writePath: WritePath;
  readonly file: AnchorFile;
  /** null: for ever. */
  readonly keptMs: number | null;
  readonly log: {
    readonly info: (facts: object, message: string) => void;
    readonly error: (facts: object, message: string) => void;
  };
}

const NOTED = 'the oldest entries of the audit log are removed in a day: export them if they are to be kept';
const DIFFERS = 'the oldest entries of the audit log are kept: they are not those that were to be removed';

/** A little of it; resolves with whether there is more. `settledMs`: the time by which things may be destroyed for their age. */
export async function trimAudit(needs: AuditTrimNeeds, settledMs: number): Promise<boolean> {
  const { db, file, keptMs } = needs;
  const removed = await removeSome(db);
  if (removed > 0 || keptMs === null) return removed >= CHUNK;
  const { list } = await file.read();
  const noted = lastRemovedOf(list);
  const begun = await db.selectFrom('auditStart').select('seq').executeTakeFirst();
  const isPending = noted !== null && noted.seq > (begun?.seq ?? 0);
  if (!isPending) {
    await note(needs, await lastOlder(db, settledMs - keptMs), settledMs);
    return false;
  }
  if (settledMs < toMs(noted.at) + NOTED_BEFORE_MS) return false;
  return begin(needs, list, noted, settledMs);
}

/** What lies before the recorded beginning. */
async function removeSome(db: Kysely<Tables>): Promise<number> {
  const { numAffectedRows } = await sql`delete from ${sql.table('audit')} where seq in
    (select audit.seq from ${sql.table('audit')} join ${sql.table('auditStart')} on audit.seq <= ${sql.ref('auditStart.seq')}
      order by audit.seq limit ${sql.lit(CHUNK)})`.execute(db);
  return Number(numAffectedRows ?? 0);
}

/** The last row of those that are all older, where they are worth a removal; null: none. What has a later date keeps what follows it. */
async function lastOlder(db: Kysely<Tables>, beforeMs: number): Promise<number | null> {
  const first = await db.selectFrom('audit').select(['seq', 'at']).orderBy('seq').limit(1).executeTakeFirst();
  if (first === undefined || toMs(first.at) >= beforeMs - TOGETHER_MS) return null;
  const newer = await db
    .selectFrom('audit')
    .select('seq')
    .where('at', '>=', fromMs(beforeMs))
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  const seq = newer?.seq ?? (await lastSeq(db)) + 1;
  return seq > first.seq ? seq - 1 : null;
}

async function lastSeq(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('audit')
    .select((each) => each.fn.max('seq').as('seq'))
    .executeTakeFirst();
  return row?.seq ?? 0;
}

async function note({ db, file, log }: AuditTrimNeeds, seq: number | null, settledMs: number): Promise<void> {
  const row = seq === null ? null : await findAudit(db, String(seq));
  if (row === null) return;
  const firstBad = await firstBadUpTo(db, (await file.read()).list, row.seq);
  const anchor: Anchor = { at: fromMs(settledMs), seq: row.seq, hash: row.hash, removal: { firstBad } };
  await file.append(anchor);
  log.info(anchor, NOTED);
}

async function firstBadUpTo(db: Kysely<Tables>, list: readonly Anchor[], seq: number) {
  return (await walkAudit(db, anchorsOf(list), lastRemovedOf(list), seq)).state.firstBad;
}

/** From its commit on the log begins behind them, whatever becomes of the process. Answers whether there is something to remove. */
async function begin(
  needs: AuditTrimNeeds,
  list: readonly Anchor[],
  noted: LastRemoved,
  settledMs: number,
): Promise<boolean> {
  const { db, writePath, keptMs, log } = needs;
  const { seq, hash } = noted;
  const row = await findAudit(db, String(seq));
  if (row?.hash !== hash) {
    log.error({ noted, found: row?.hash ?? null }, DIFFERS);
    return false;
  }
  // The setting may have become longer since.
  if (keptMs === null || toMs(row.at) >= settledMs - keptMs) return false;
  const firstBad = await firstBadUpTo(db, list, seq);
  if (firstBad?.seq !== noted.firstBad?.seq) {
    await note(needs, seq, settledMs);
    return false;
  }
  await writePath.transact(async (unit) => {
    const first = await unit.db
      .selectFrom('audit')
      .select((each) => each.fn.min('seq').as('seq'))
      .executeTakeFirst();
    const detail = { from: first?.seq ?? seq, to: seq, hash, firstBad };
    await unit.audit({
      service: 'continuity',
      actor: 'service',
      action: 'audit.trim',
      target: 'audit',
      detail,
    });
    await unit.db
      .insertInto('auditStart')
      .values({ id: 1, seq, hash })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ seq, hash }))
      .execute();
  });
  return true;
}
