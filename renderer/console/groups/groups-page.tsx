/** The groups that a continuity event can affect. */
import { groupKindSchema } from '../../../shared/domain/group.ts';
import { groupViewSchema, type GroupView } from '../../../shared/http/groups.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import type { TableFilter } from '../../ui/table/table-tools.tsx';
import { ListTable } from '../frame/list-table.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { usePages } from '../query/use-pages.ts';
import { useTableQuery } from '../router/table-query.ts';

const SOURCES = groupViewSchema.shape.source.options;

export function GroupsPage() {
  const t = useText();
  const formats = useFormats();
  const table = useTableQuery({ list: '/groups', sort: 'name', filters: ['kind', 'source'] });
  const pages = usePages(table.path, groupViewSchema);
  return (
    <>
      <PageHead title={t('console.places.groups')} />
      <ListTable
        label={t('console.places.groups')}
        table={table}
        pages={pages}
        columns={useColumns(pages.readAtMs ?? 0)}
        rowKey={({ id }) => id}
        searchLabel={t('console.groups.search')}
        filters={useFilters()}
        countWords={(count) => t('console.groups.count', { count, number: formats.number(count) })}
        empty={<EmptyState icon="people" title={t('console.groups.none')} />}
      />
    </>
  );
}

function useColumns(nowMs: number): readonly Column<GroupView>[] {
  const t = useText();
  const formats = useFormats();
  return [
    {
      id: 'name',
      title: t('console.groups.name'),
      cell: ({ name }) => name,
      minRem: 14,
      grow: 3,
      sort: 'name',
    },
    {
      id: 'members',
      title: t('console.groups.members'),
      cell: ({ members }) => <span className="figures">{formats.number(members)}</span>,
      minRem: 6,
      align: 'end',
    },
    {
      id: 'kind',
      title: t('console.groups.kind'),
      cell: ({ kind }) => t(`console.groups.kinds.${kind}`),
      minRem: 12,
      grow: 2,
    },
    { id: 'mail', title: t('console.groups.address'), cell: ({ mail }) => mail, minRem: 12, grow: 2 },
    {
      id: 'source',
      title: t('console.groups.source'),
      cell: ({ source }) => t(`console.groups.sources.${source}`),
      minRem: 6,
    },
    {
      id: 'synchronised',
      title: t('console.groups.synchronised'),
      cell: ({ lastSyncAt }) =>
        lastSyncAt !== undefined && (
          <span className="figures">{formats.dayTime(Date.parse(lastSyncAt), nowMs)}</span>
        ),
      minRem: 9,
      sort: 'lastSyncAt',
    },
  ];
}

function useFilters(): readonly Omit<TableFilter, 'value'>[] {
  const t = useText();
  return [
    {
      name: 'kind',
      label: t('console.groups.kind'),
      choices: groupKindSchema.options.map((kind) => ({
        value: kind,
        label: t(`console.groups.kinds.${kind}`),
      })),
    },
    {
      name: 'source',
      label: t('console.groups.source'),
      choices: SOURCES.map((source) => ({ value: source, label: t(`console.groups.sources.${source}`) })),
    },
  ];
}
