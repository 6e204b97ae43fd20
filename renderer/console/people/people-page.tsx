/** The people of the organisation: their addresses, and whether they may take part. */
import { useState } from 'react';
import { personViewSchema, type PersonView } from '../../../shared/http/people.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import { ListActions } from '../frame/list-actions.tsx';
import { ListTable } from '../frame/list-table.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { ReadOnlyNotice } from '../frame/read-only-notice.tsx';
import { usePages } from '../query/use-pages.ts';
import { useTableQuery } from '../router/table-query.ts';
import { Sign } from '../sign.tsx';
import { AddPerson } from './add-person.tsx';

export function PeoplePage() {
  const t = useText();
  const formats = useFormats();
  const [adding, setAdding] = useState(false);
  const table = useTableQuery({
    list: '/users',
    sort: 'displayName',
    filters: ['device', 'disasterRecovery'],
  });
  const pages = usePages(table.path, personViewSchema);
  return (
    <>
      <PageHead
        title={t('console.places.people')}
        actions={<ListActions path={table.path} what="people" onAdd={() => setAdding(true)} />}
      />
      <ReadOnlyNotice wanted="users:write" />
      <ListTable
        label={t('console.places.people')}
        table={table}
        pages={pages}
        columns={useColumns()}
        rowKey={({ id }) => id}
        toOf={({ id }) => ({ route: 'person', id })}
        searchLabel={t('console.people.search')}
        filters={[
          {
            name: 'device',
            label: t('console.people.device'),
            choices: (['registered', 'none'] as const).map((value) => ({
              value,
              label: t(`console.people.devices.${value}`),
            })),
          },
          {
            name: 'disasterRecovery',
            label: t('console.people.permission'),
            choices: (['true', 'false'] as const).map((value) => ({
              value,
              label: t(`console.people.permissions.${value}`),
            })),
          },
        ]}
        countWords={(count) => t('console.people.count', { count, number: formats.number(count) })}
        empty={
          <EmptyState icon="people" title={t('console.people.none')}>
            {t('console.people.noneHelp')}
          </EmptyState>
        }
      />
      {adding && <AddPerson onClose={() => setAdding(false)} />}
    </>
  );
}

function useColumns(): readonly Column<PersonView>[] {
  const t = useText();
  return [
    {
      id: 'name',
      title: t('console.people.name'),
      cell: ({ displayName }) => displayName,
      minRem: 12,
      grow: 2,
      sort: 'displayName',
    },
    {
      id: 'email',
      title: t('console.people.email'),
      cell: ({ email }) => email,
      minRem: 16,
      grow: 2,
      sort: 'email',
    },
    {
      id: 'permission',
      title: t('console.people.permission'),
      cell: ({ permissions }) =>
        permissions.disasterRecovery ? (
          <Sign icon="tick" tone="ok">
            {t('console.people.permissions.true')}
          </Sign>
        ) : (
          <Sign icon="warning" tone="warn">
            {t('console.people.permissions.false')}
          </Sign>
        ),
      minRem: 12,
    },
    { id: 'phone', title: t('console.people.phone'), cell: ({ phone }) => phone, minRem: 9 },
  ];
}
