/** Every continuity device, live: mode, link, cached mode, cache and what it last showed. */
import { deviceViewSchema, type DeviceView } from '../../../shared/http/devices.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import type { TableFilter } from '../../ui/table/table-tools.tsx';
import { ListTable } from '../frame/list-table.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { usePages } from '../query/use-pages.ts';
import { useTableQuery } from '../router/table-query.ts';
import { Cache, CachedMode, Link, Mode, PersonAndDevice, Receipts } from './device-cells.tsx';
import './devices.css';

export function DevicesPage() {
  const t = useText();
  const formats = useFormats();
  const table = useTableQuery({ list: '/devices?revoked=false', sort: 'person', filters: ['link', 'mode'] });
  const pages = usePages(table.path, deviceViewSchema);
  return (
    <>
      <PageHead title={t('console.places.devices')} />
      <ListTable
        label={t('console.places.devices')}
        table={table}
        pages={pages}
        columns={useColumns(pages.readAtMs ?? 0)}
        rowKey={({ id }) => id}
        searchLabel={t('console.devices.search')}
        filters={useFilters()}
        countWords={(count) => t('console.devices.count', { count, number: formats.number(count) })}
        empty={
          <EmptyState icon="laptop" title={t('console.devices.none')}>
            {t('console.devices.noneHelp')}
          </EmptyState>
        }
      />
    </>
  );
}

function useColumns(nowMs: number): readonly Column<DeviceView>[] {
  const t = useText();
  return [
    {
      id: 'person',
      title: t('console.devices.personAndDevice'),
      cell: (device) => <PersonAndDevice device={device} />,
      minRem: 14,
      grow: 2,
      sort: 'person',
    },
    { id: 'mode', title: t('console.devices.mode'), cell: (device) => <Mode device={device} />, minRem: 8 },
    {
      id: 'link',
      title: t('console.devices.link'),
      cell: (device) => <Link device={device} nowMs={nowMs} />,
      minRem: 11,
      sort: 'reportedAt',
    },
    {
      id: 'cachedMode',
      title: t('console.devices.cachedMode'),
      cell: (device) => <CachedMode device={device} />,
      minRem: 7,
    },
    {
      id: 'cache',
      title: t('console.devices.cache'),
      cell: (device) => <Cache device={device} />,
      minRem: 11,
    },
    {
      id: 'receipts',
      title: t('console.devices.lastShown'),
      cell: (device) => <Receipts device={device} nowMs={nowMs} />,
      minRem: 9,
    },
  ];
}

function useFilters(): readonly Omit<TableFilter, 'value'>[] {
  const t = useText();
  return [
    {
      name: 'link',
      label: t('console.devices.link'),
      choices: [
        { value: 'online', label: t('console.devices.linked') },
        { value: 'offline', label: t('console.devices.notLinked') },
      ],
    },
    {
      name: 'mode',
      label: t('console.devices.mode'),
      choices: [
        { value: 'dr', label: t('console.devices.inDr') },
        { value: 'normal', label: t('console.devices.normal') },
      ],
    },
  ];
}
