/** The columns of tables of devices, and what the list of all of them filters by. */
import type { DeviceView } from '../../../shared/http/devices.ts';
import { PARTICIPATION_REASONS } from '../../../shared/domain/participation.ts';
import { useText } from '../../text/text-root.tsx';
import type { TableFilter } from '../../ui/table/table-tools.tsx';
import type { Column } from '../../ui/table/table-types.ts';
import { Cache, CachedMode, Link, Mode, PersonAndDevice, Receipts } from './device-cells.tsx';

export function useDeviceColumns(nowMs: number): readonly Column<DeviceView>[] {
  const t = useText();
  return [
    {
      id: 'person',
      title: t('console.devices.personAndDevice'),
      cell: (device) => <PersonAndDevice device={device} />,
      minRem: 13,
      grow: 2,
      sort: 'person',
    },
    { id: 'mode', title: t('console.devices.mode'), cell: (device) => <Mode device={device} />, minRem: 8 },
    {
      id: 'link',
      title: t('console.devices.link'),
      cell: (device) => <Link device={device} nowMs={nowMs} />,
      minRem: 10,
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
      minRem: 10,
    },
    {
      id: 'receipts',
      title: t('console.devices.lastShown'),
      cell: (device) => <Receipts device={device} nowMs={nowMs} />,
      minRem: 9,
    },
  ];
}

export function useDeviceFilters(): readonly Omit<TableFilter, 'value'>[] {
  const t = useText();
  return [
    {
      name: 'link',
      label: t('console.devices.link'),
      choices: [
        { value: 'online', label: t('console.devices.linked') },
        { value: 'polling', label: t('console.devices.polling') },
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
    {
      name: 'reason',
      label: t('console.devices.cannot'),
      choices: PARTICIPATION_REASONS.map((value) => ({
        value,
        label: t(`console.devices.reasons.${value}`),
      })),
    },
    {
      name: 'revoked',
      label: t('console.devices.registration'),
      choices: [{ value: 'true', label: t('console.devices.revoked') }],
    },
  ];
}
