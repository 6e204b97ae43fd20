/** The groups that a continuity event can affect. */
import { useState } from 'react';
import { groupKindSchema, isStaleSync, isUnsupportedList } from '../../../shared/domain/group.ts';
import { groupViewSchema, type GroupView } from '../../../shared/http/groups.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import type { TableFilter } from '../../ui/table/table-tools.tsx';
import { ListActions } from '../frame/list-actions.tsx';
import { ListTable } from '../frame/list-table.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { ReadOnlyNotice } from '../frame/read-only-notice.tsx';
import { usePages } from '../query/use-pages.ts';
import { goTo } from '../router/navigation.ts';
import { useTableQuery } from '../router/table-query.ts';
import { Sign } from '../sign.tsx';
import { GroupDialog } from './group-dialog.tsx';

const SOURCES = groupViewSchema.shape.source.options;

export function GroupsPage() {
  const t = useText();
  const formats = useFormats();
  const [adding, setAdding] = useState(false);
  const table = useTableQuery({ list: '/groups', sort: 'name', filters: ['kind', 'source'] });
  const pages = usePages(table.path, groupViewSchema);
  return (
    <>
      <PageHead
        title={t('console.places.groups')}
        actions={<ListActions path={table.path} what="groups" onAdd={() => setAdding(true)} />}
      />
      <ReadOnlyNotice wanted="groups:write" />
      <ListTable
        label={t('console.places.groups')}
        table={table}
        pages={pages}
        columns={useColumns(pages.readAtMs ?? 0)}
        rowKey={({ id }) => id}
        toOf={({ id }) => ({ route: 'group', id })}
        searchLabel={t('console.groups.search')}
        filters={useFilters()}
        countWords={(count) => t('console.groups.count', { count, number: formats.number(count) })}
        empty={
          <EmptyState icon="people" title={t('console.groups.none')}>
            {t('console.groups.noneHelp')}
          </EmptyState>
        }
      />
      {adding && (
        <GroupDialog
          group={null}
          onClose={() => setAdding(false)}
          onSaved={({ id }) => goTo({ route: 'group', id })}
        />
      )}
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
      cell: ({ kind }) =>
        isUnsupportedList(kind) ? (
          <Sign icon="warning" tone="warn">
            {t(`console.groups.kinds.${kind}`)}
          </Sign>
        ) : (
          t(`console.groups.kinds.${kind}`)
        ),
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
          <Sign
            icon={isStaleSync(lastSyncAt, nowMs) ? 'warning' : 'tick'}
            tone={isStaleSync(lastSyncAt, nowMs) ? 'warn' : 'ok'}
          >
            {formats.dayTime(Date.parse(lastSyncAt), nowMs)}
          </Sign>
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
