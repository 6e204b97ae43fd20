/** Reads the audit log: pages, the whole of it row by row, and its chain. */
import { sql, type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { AuditFilter, AuditVerdict } from '../../shared/http/audit.ts';
import { createSlice } from '../loop-turns.ts';
import type { Tables } from '../storage/tables.ts';
import { anchorsOf, lastRemovedOf, type Anchor, type Anchors } from './anchors.ts';
import { chainStart, finish, walk, type AuditRow, type ChainState, type LastRemoved } from './chain.ts';

type Filter = Omit<AuditFilter, 'q'> & { readonly q: string };

/** Newest first, or oldest first; `afterSeq` null: from the beginning. */
export async function listAudit(
  db: Kysely<Tables>,
  filter: Filter,
  page: { readonly afterSeq: number | null; readonly limit: number; readonly oldestFirst?: boolean },
): Promise<readonly AuditRow[]> {
  const { afterSeq, limit, oldestFirst = false } = page;
  let query = auditWhere(db, filter)
    .selectAll()
    .orderBy('seq', oldestFirst ? 'asc' : 'desc')
    .limit(limit);
  if (afterSeq !== null) query = query.where('seq', oldestFirst ? '>' : '<', afterSeq);
  return query.execute();
}

/** `seq` as an address has it: what is not a number is no row. */
export async function findAudit(db: Kysely<Tables>, seq: string): Promise<AuditRow | null> {
  if (!/^\d{1,15}$/u.test(seq)) return null;
  const row = await db.selectFrom('audit').selectAll().where('seq', '=', Number(seq)).executeTakeFirst();
  return row ?? null;
}

export async function countAudit(db: Kysely<Tables>, filter: Filter): Promise<number> {
  const { total } = await auditWhere(db, filter)
    .select((row) => row.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

function auditWhere(
  db: Kysely<Tables>,
  { q, service, actor, action, target, from, to }: Filter,
): SelectQueryBuilder<Tables, 'audit', object> {
  let rows: SelectQueryBuilder<Tables, 'audit', object> = db.selectFrom('audit');
  if (service !== undefined) rows = rows.where('service', '=', service);
  if (actor !== undefined) rows = rows.where('actor', '=', actor);
  if (target !== undefined) rows = rows.where('target', '=', target);
  if (action !== undefined) rows = rows.where(beginsWith('action', action));
  if (from !== undefined) rows = rows.where('at', '>=', from);
  if (to !== undefined) rows = rows.where('at', '<', to);
  if (q !== '') rows = rows.where(mentions(q));
  return rows;
}

/** All actions of a thing (`group.`), or the one that is meant. */
function beginsWith(column: 'action', wanted: string): RawBuilder<SqlBool> {
  const ref = sql.ref(column);
  if (!wanted.endsWith('.')) return sql<SqlBool>`${ref} = ${wanted}`;
  // The sign after the dot ends the range: an index can walk it.
  return sql<SqlBool>`${ref} >= ${wanted} and ${ref} < ${`${wanted.slice(0, -1)}/`}`;
}

/** As the rows were written: case and accents count beyond ASCII, because the log keeps no second copy of itself. */
function mentions(q: string): RawBuilder<SqlBool> {
  const words = sql`actor || char(10) || action || char(10) || target || char(10) || detail`;
  return sql<SqlBool>`instr(lower(${words}), lower(${q})) > 0`;
}

const ROWS_AT_A_TIME = 500;

/** Newest first, without holding more than a few hundred rows. */
export async function* everyAuditRow(db: Kysely<Tables>, filter: Filter): AsyncGenerator<AuditRow> {
  const slice = createSlice();
  let afterSeq: number | null = null;
  for (;;) {
    const rows: readonly AuditRow[] = await listAudit(db, filter, { afterSeq, limit: ROWS_AT_A_TIME });
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_A_TIME) return;
    afterSeq = last.seq;
    // The database answers without ever leaving the thread: everyone else is served in between.
    await slice.rest();
  }
}

interface Walked {
  readonly state: ChainState;
  readonly rows: number;
  readonly first: AuditRow | null;
  readonly last: AuditRow | null;
}

/** Walks the chain from where it may begin; `upTo`: the last row that is looked at. */
export async function walkAudit(
  db: Kysely<Tables>,
  anchors: Anchors,
  removed: LastRemoved | null,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<Walked> {
  const read = async (afterSeq: number): Promise<readonly AuditRow[]> =>
    db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', afterSeq)
      .where('seq', '<=', upTo)
      .orderBy('seq')
      .limit(ROWS_AT_A_TIME)
      .execute();
  const slice = createSlice();
  let part = await read(0);
  const first = part[0] ?? null;
  let state = chainStart(removed, part[0]);
  let last = first;
  let rows = 0;
  for (;;) {
    for (const row of part) state = walk(state, row, anchors);
    rows += part.length;
    last = part.at(-1) ?? last;
    if (last === null || part.length < ROWS_AT_A_TIME) return { state, rows, first, last };
    await slice.rest();
    part = await read(last.seq);
  }
}

/** The whole chain, held against what was noted outside the database. */
export async function verifyAudit(
  db: Kysely<Tables>,
  noted: readonly Anchor[],
): Promise<Omit<AuditVerdict, 'anchors'>> {
  const anchors = anchorsOf(noted);
  const { state, rows, first, last } = await walkAudit(db, anchors, lastRemovedOf(noted));
  const { firstBad } = finish(state, anchors);
  return {
    intact: firstBad === null,
    rows,
    first: first === null ? null : { seq: first.seq, at: first.at },
    last: last === null ? null : { seq: last.seq, hash: last.hash },
    firstBad,
  };
}
