/** Every continuity device, live: mode, link, cached mode, cache and what it last showed; one of them beside the list. */
import { deviceViewSchema } from '../../../shared/http/devices.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Beside } from '../frame/beside.tsx';
import { ExportButton } from '../frame/export-button.tsx';
import { ListTable } from '../frame/list-table.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { usePages } from '../query/use-pages.ts';
import { usePlace } from '../router/navigation.ts';
import { useTableQuery } from '../router/table-query.ts';
import { DeviceAside } from './device-aside.tsx';
import { useDeviceColumns, useDeviceFilters } from './device-columns.tsx';
import './devices.css';

/** A revoked device is looked for only by whoever asks for it. */
const LISTED = { revoked: 'false' };

/** What there is room for beside a device, which says the rest of itself. */
const COLUMNS_BESIDE = 4;

export function DevicesPage() {
  const t = useText();
  const formats = useFormats();
  const place = usePlace();
  const table = useTableQuery({
    list: '/devices',
    sort: 'person',
    filters: ['link', 'mode', 'reason', 'revoked'],
    asked: (filters) => ({ ...LISTED, ...filters }),
  });
  const pages = usePages(table.path, deviceViewSchema);
  const columns = useDeviceColumns(pages.readAtMs ?? 0);
  const chosen = place.route === 'device' ? place.id : undefined;
  return (
    <Beside
      aside={chosen === undefined ? null : <DeviceAside key={chosen} id={chosen} query={table.query} />}
    >
      <PageHead
        title={t('console.places.devices')}
        actions={<ExportButton path={table.path} format="csv" />}
      />
      <ListTable
        label={t('console.places.devices')}
        table={table}
        pages={pages}
        columns={chosen === undefined ? columns : columns.slice(0, COLUMNS_BESIDE)}
        rowKey={({ id }) => id}
        toOf={({ id }) => ({ route: 'device', id, query: table.query })}
        chosenKey={chosen}
        searchLabel={t('console.devices.search')}
        filters={useDeviceFilters()}
        countWords={(count) => t('console.devices.count', { count, number: formats.number(count) })}
        empty={
          <EmptyState icon="laptop" title={t('console.devices.none')}>
            {t('console.devices.noneHelp')}
          </EmptyState>
        }
      />
    </Beside>
  );
}
