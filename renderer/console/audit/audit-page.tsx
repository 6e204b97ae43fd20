/** The audit log: who did what to what, newest first; the filter *Continuity Services Logs* is the first choice (product 5). */
import { auditViewSchema, type AuditView } from '../../../shared/http/audit.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import { ListTable } from '../frame/list-table.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { usePages } from '../query/use-pages.ts';
import { useTableQuery } from '../router/table-query.ts';

const SERVICES = ['continuity', 'directory', 'access', 'mail', 'lab'] as const;

export function AuditPage() {
  const t = useText();
  const formats = useFormats();
  const table = useTableQuery({ list: '/audit', sort: '-seq', filters: ['service'] });
  const pages = usePages(table.path, auditViewSchema);
  return (
    <>
      <PageHead title={t('console.places.audit')} />
      <ListTable
        label={t('console.places.audit')}
        table={table}
        pages={pages}
        columns={useColumns(pages.readAtMs ?? 0)}
        rowKey={({ seq }) => String(seq)}
        searchLabel={t('console.audit.search')}
        filters={[
          {
            name: 'service',
            label: t('console.audit.service'),
            choices: SERVICES.map((value) => ({ value, label: t(`console.audit.services.${value}`) })),
          },
        ]}
        countWords={(count) => t('console.audit.count', { count, number: formats.number(count) })}
        empty={<EmptyState icon="log" title={t('console.audit.none')} />}
      />
    </>
  );
}

function useColumns(nowMs: number): readonly Column<AuditView>[] {
  const t = useText();
  const formats = useFormats();
  return [
    {
      id: 'seq',
      title: t('console.audit.seq'),
      cell: ({ seq }) => <span className="figures">{formats.number(seq)}</span>,
      minRem: 5,
      sort: 'seq',
    },
    {
      id: 'at',
      title: t('console.audit.at'),
      cell: ({ at }) => <span className="figures">{formats.dayTime(Date.parse(at), nowMs)}</span>,
      minRem: 9,
    },
    { id: 'actor', title: t('console.audit.actor'), cell: ({ actor }) => actor, minRem: 12, grow: 1 },
    { id: 'action', title: t('console.audit.action'), cell: ({ action }) => action, minRem: 12, grow: 1 },
    { id: 'target', title: t('console.audit.target'), cell: ({ target }) => target, minRem: 12, grow: 2 },
  ];
}
