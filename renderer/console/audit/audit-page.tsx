/** The audit log: who did what to what, newest first; the filter *Continuity Services Logs* is the first choice (product 5). */
import { auditViewSchema } from '../../../shared/http/audit.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { TableFilter } from '../../ui/table/table-tools.tsx';
import { Beside } from '../frame/beside.tsx';
import { ExportButton } from '../frame/export-button.tsx';
import { ListTable } from '../frame/list-table.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { usePages } from '../query/use-pages.ts';
import { usePlace } from '../router/navigation.ts';
import { useTableQuery } from '../router/table-query.ts';
import { useAuditColumns } from './audit-columns.tsx';
import { AuditEntry } from './audit-entry.tsx';
import { SOUGHT, THINGS } from './audit-words.ts';
import { periodAsked } from './period.ts';
import { PeriodFields } from './period-fields.tsx';
import { VerifyChain } from './verify-chain.tsx';
import './audit.css';

const SERVICES = ['continuity', 'directory', 'access', 'mail', 'lab'] as const;

/** Columns that there is room for beside an entry, which says the rest of itself. */
const BESIDE: ReadonlySet<string> = new Set(['action', 'what', 'at']);

export function AuditPage() {
  const t = useText();
  const formats = useFormats();
  const place = usePlace();
  const table = useTableQuery({
    list: '/audit',
    sort: '-seq',
    filters: ['service', 'action', 'from', 'to'],
    asked: periodAsked,
  });
  const pages = usePages(table.path, auditViewSchema);
  const columns = useAuditColumns(pages.readAtMs ?? 0);
  const chosen = place.route === 'audit-entry' ? place.id : undefined;
  return (
    <Beside
      aside={chosen === undefined ? null : <AuditEntry key={chosen} seq={chosen} query={table.query} />}
    >
      <PageHead
        title={t('console.places.audit')}
        actions={
          <>
            <ExportButton path={table.path} format="csv" />
            <ExportButton path={table.path} format="json" />
          </>
        }
      />
      <VerifyChain query={table.query} />
      <ListTable
        label={t('console.places.audit')}
        table={table}
        pages={pages}
        columns={chosen === undefined ? columns : columns.filter(({ id }) => BESIDE.has(id))}
        rowKey={({ seq }) => String(seq)}
        toOf={({ seq }) => ({ route: 'audit-entry', id: String(seq), query: table.query })}
        chosenKey={chosen}
        searchLabel={t('console.audit.search')}
        filters={useFilters()}
        tools={<PeriodFields query={table.query} onChange={table.onFilter} />}
        countWords={(count) => t('console.audit.count', { count, number: formats.number(count) })}
        empty={<EmptyState icon="log" title={t('console.audit.none')} />}
      />
    </Beside>
  );
}

function useFilters(): readonly Omit<TableFilter, 'value'>[] {
  const t = useText();
  return [
    {
      name: 'service',
      label: t('console.audit.service'),
      choices: SERVICES.map((value) => ({ value, label: t(`console.audit.services.${value}`) })),
    },
    {
      name: 'action',
      label: t('console.audit.about'),
      // All that is done to one kind of thing: its actions begin alike.
      choices: [
        ...THINGS.map((thing) => ({ value: `${thing}.`, label: t(`console.audit.things.${thing}`) })),
        ...SOUGHT.map((action) => ({ value: action, label: t(`console.audit.sought.${action}`) })),
      ],
    },
  ];
}
