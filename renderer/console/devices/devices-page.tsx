/** Every continuity device, live: mode, link, cached mode, cache and what it last showed. */
import { useText } from '../../text/text-root.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useServiceView } from '../state/console-context.tsx';
import { DeviceLine } from './device-line.tsx';
import './devices.css';

const COLUMNS = ['personAndDevice', 'mode', 'link', 'cachedMode', 'cache', 'receipts'] as const;

export function DevicesPage() {
  const t = useText();
  const { devices } = useServiceView().view;
  const served = devices.filter(({ revokedAt }) => revokedAt === null);
  return (
    <>
      <div className="page-head">
        <h1>{t('console.places.devices')}</h1>
      </div>
      {served.length === 0 ? (
        <EmptyState icon="laptop" title={t('console.devices.none')}>
          {t('console.devices.noneHelp')}
        </EmptyState>
      ) : (
        <div className="table-box">
          <table className="table">
            <thead>
              <tr>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col">
                    {t(`console.devices.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {served.map((device) => (
                <DeviceLine key={device.id} device={device} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
