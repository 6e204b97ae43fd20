/** REST: the audit log (interfaces 2, product 5). */
import { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import {
  auditFilterSchema,
  auditListQuerySchema,
  auditPageSchema,
  auditVerdictSchema,
  auditVerifyQuerySchema,
  type AuditView,
} from '../../shared/http/audit.ts';
import type { App } from '../http/app-type.ts';
import { toPage, type Cursors } from '../http/cursors.ts';
import type { Tables } from '../storage/tables.ts';
import type { AnchorFile } from './anchor-file.ts';
import { anchorsOf } from './anchors.ts';
import type { AuditRow } from './chain.ts';
import { csvLine } from './csv.ts';
import { everyAuditRow, listAudit, verifyAudit } from './store.ts';

export interface AuditRouteNeeds {
  readonly db: Kysely<Tables>;
  readonly cursors: Cursors;
  readonly anchors: Pick<AnchorFile, 'read'>;
}

const tags = ['audit'];
const COLUMNS = ['seq', 'at', 'service', 'actor', 'action', 'target', 'detail', 'prevHash', 'hash'] as const;

export function registerAuditRoutes(app: App, { db, cursors, anchors }: AuditRouteNeeds): void {
  const list = { tags, querystring: auditListQuerySchema, response: { 200: auditPageSchema } };
  app.get('/audit', { schema: list }, async ({ query: { service = null, limit, cursor } }) => {
    const [before] = cursor === undefined ? [] : cursors.decode(cursor);
    const beforeSeq = before === undefined ? null : Number(before);
    const rows = await listAudit(db, { service, beforeSeq, limit: limit + 1 });
    return toPage(
      rows.map((row) => viewOf(row)),
      limit,
      ({ seq }) => cursors.encode([String(seq)]),
    );
  });
  app.get('/audit.csv', { schema: { tags, querystring: auditFilterSchema } }, async (request, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit.csv"')
      .send(Readable.from(csvLines(db, request.query.service ?? null))),
  );
  const verify = { tags, querystring: auditVerifyQuerySchema, response: { 200: auditVerdictSchema } };
  app.get('/audit/verify', { schema: verify }, async ({ query: { seq, hash } }) => {
    const { list, firstBadLine } = await anchors.read();
    const given = seq === undefined || hash === undefined ? [] : [{ seq, hash }];
    const verdict = await verifyAudit(db, anchorsOf([...list, ...given]));
    const intact = firstBadLine === null;
    return {
      ...verdict,
      intact: verdict.intact && intact,
      anchors: { count: list.length, last: list.at(-1) ?? null, intact },
    };
  });
}

function viewOf(row: AuditRow): AuditView {
  return { ...row, detail: JSON.parse(row.detail) as unknown };
}

async function* csvLines(db: Kysely<Tables>, service: string | null): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for await (const row of everyAuditRow(db, service))
    yield csvLine(COLUMNS.map((column) => String(row[column])));
}
