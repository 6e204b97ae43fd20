/** Reads the audit log: pages, the whole of it row by row, and its chain. */
import type { Kysely } from 'kysely';
import type { AuditVerdict } from '../../shared/http/audit.ts';
import type { Tables } from '../storage/tables.ts';
import type { Anchors } from './anchors.ts';
import { CHAIN_START, finish, walk, type AuditRow } from './chain.ts';

interface Query {
  /** null: every log. */
  readonly service: string | null;
  readonly beforeSeq: number | null;
  readonly limit: number;
}

/** Newest first. */
export async function listAudit(
  db: Kysely<Tables>,
  { service, beforeSeq, limit }: Query,
): Promise<readonly AuditRow[]> {
  let query = db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(limit);
  if (service !== null) query = query.where('service', '=', service);
  if (beforeSeq !== null) query = query.where('seq', '<', beforeSeq);
  return query.execute();
}

const ROWS_AT_A_TIME = 500;

/** Newest first, without holding more than a few hundred rows. */
export async function* everyAuditRow(db: Kysely<Tables>, service: string | null): AsyncGenerator<AuditRow> {
  let beforeSeq: number | null = null;
  for (;;) {
    const rows: readonly AuditRow[] = await listAudit(db, { service, beforeSeq, limit: ROWS_AT_A_TIME });
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_A_TIME) return;
    beforeSeq = last.seq;
  }
}

/** Walks the whole chain from its beginning. */
export async function verifyAudit(
  db: Kysely<Tables>,
  anchors: Anchors,
): Promise<Omit<AuditVerdict, 'anchors'>> {
  let state = CHAIN_START;
  let rows = 0;
  let last: AuditRow | null = null;
  for (;;) {
    const part: readonly AuditRow[] = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', last?.seq ?? 0)
      .orderBy('seq')
      .limit(ROWS_AT_A_TIME)
      .execute();
    for (const row of part) state = walk(state, row, anchors);
    rows += part.length;
    last = part.at(-1) ?? last;
    if (part.length < ROWS_AT_A_TIME) break;
  }
  const { firstBad } = finish(state, anchors);
  return {
    intact: firstBad === null,
    rows,
    last: last === null ? null : { seq: last.seq, hash: last.hash },
    firstBad,
  };
}
