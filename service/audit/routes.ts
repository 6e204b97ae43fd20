/** REST: the audit log (interfaces 2, product 5). */
import type { Kysely } from 'kysely';
import type { z } from 'zod';
import {
  auditFilterSchema,
  auditListQuerySchema,
  auditParamsSchema,
  auditPageSchema,
  auditVerdictSchema,
  auditVerifyQuerySchema,
  auditViewSchema,
  type AuditView,
} from '../../shared/http/audit.ts';
import type { App } from '../http/app-type.ts';
import type { Cursors } from '../http/cursors.ts';
import { download } from '../http/download.ts';
import { listPage, type ListSource } from '../http/list-page.ts';
import { notFound } from '../refusal.ts';
import type { Tables } from '../storage/tables.ts';
import type { AnchorFile } from './anchor-file.ts';
import { endsOf } from './anchors.ts';
import type { AuditRow } from './chain.ts';
import { csvLine } from '../csv/csv-line.ts';
import { countAudit, everyAuditRow, findAudit, listAudit, verifyAudit } from './store.ts';

export interface AuditRouteNeeds {
  readonly db: Kysely<Tables>;
  readonly cursors: Cursors;
  readonly anchors: Pick<AnchorFile, 'read'>;
}

const tags = ['audit'];
const COLUMNS = ['seq', 'at', 'service', 'actor', 'action', 'target', 'detail', 'prevHash', 'hash'] as const;

export function registerAuditRoutes(app: App, { db, cursors, anchors }: AuditRouteNeeds): void {
  const list = { tags, querystring: auditListQuerySchema, response: { 200: auditPageSchema } };
  app.get('/audit', { schema: list }, async ({ query }) => listPage(cursors, query, auditList(db, query)));
  registerExports(app, db);
  const one = { tags, params: auditParamsSchema, response: { 200: auditViewSchema } };
  app.get('/audit/:seq', { schema: one }, async ({ params: { seq } }) => {
    const row = await findAudit(db, seq);
    if (row === null) throw notFound('entry of the audit log');
    return viewOf(row);
  });
  const verify = { tags, querystring: auditVerifyQuerySchema, response: { 200: auditVerdictSchema } };
  app.get('/audit/verify', { schema: verify }, async ({ query: { seq, hash } }) => {
    const { list, firstBadLine } = await anchors.read();
    const given = seq === undefined || hash === undefined ? [] : [{ at: '', seq, hash }];
    const verdict = await verifyAudit(db, [...list, ...given]);
    const intact = firstBadLine === null;
    const ends = endsOf(list);
    return {
      ...verdict,
      intact: verdict.intact && intact,
      anchors: { count: ends.length, last: ends.at(-1) ?? null, intact },
    };
  });
}

function auditList(db: Kysely<Tables>, query: z.infer<typeof auditListQuerySchema>): ListSource<AuditView> {
  return {
    async read({ after, limit }) {
      const afterSeq = after === null ? null : Number(after.key);
      const rows = await listAudit(db, query, { afterSeq, limit, oldestFirst: query.sort === 'seq' });
      return rows.map((row) => ({ item: viewOf(row), at: { key: String(row.seq), id: '' } }));
    },
    count: () => countAudit(db, query),
  };
}

/** Both stream row by row: the whole log is never in memory. */
function registerExports(app: App, db: Kysely<Tables>): void {
  const schema = { tags, querystring: auditFilterSchema };
  app.get('/audit.csv', { schema }, async ({ query }, reply) =>
    download(reply, 'audit.csv', 'text/csv; charset=utf-8', csvLines(everyAuditRow(db, query))),
  );
  app.get('/audit.json', { schema }, async ({ query }, reply) =>
    download(reply, 'audit.json', 'application/json; charset=utf-8', jsonArray(everyAuditRow(db, query))),
  );
}

function viewOf(row: AuditRow): AuditView {
  return { ...row, detail: JSON.parse(row.detail) as unknown };
}

async function* csvLines(rows: AsyncIterable<AuditRow>): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for await (const row of rows) yield csvLine(COLUMNS.map((column) => String(row[column])));
}

async function* jsonArray(rows: AsyncIterable<AuditRow>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const row of rows) {
    yield `${before}${JSON.stringify(viewOf(row))}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
