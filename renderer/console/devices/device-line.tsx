/** One device's line; what is not known is said as not known, never shown as good. */
import { useFormats, useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PersonDisc } from '../../ui/person-disc.tsx';
import type { DeviceView } from '../../../shared/http/devices.ts';
import { Sign } from '../sign.tsx';
import { useServiceView } from '../state/console-context.tsx';

interface DeviceProps {
  readonly device: DeviceView;
}

export function DeviceLine({ device }: DeviceProps) {
  const person = useServiceView().view.people.get(device.userId);
  const name = person?.displayName ?? device.email;
  return (
    <tr>
      <td>
        <div className="device-person">
          <PersonDisc name={name} identity={device.email} size={28} />
          <span>
            <strong>{name}</strong>
            <small>{device.name}</small>
          </span>
        </div>
      </td>
      <td>
        <Mode device={device} />
      </td>
      <td>
        <Link device={device} />
      </td>
      <td>
        <CachedMode device={device} />
      </td>
      <td className="figures">
        <Cache device={device} />
      </td>
      <td className="figures">
        <Receipts device={device} />
      </td>
    </tr>
  );
}

function Mode({ device }: DeviceProps) {
  const t = useText();
  if (device.link !== 'online' || device.mode === null) {
    return <span className="pill">{t('console.devices.notKnown')}</span>;
  }
  if (device.mode === 'dr') {
    return (
      <span className="pill pill--dr">
        <Icon name="life-ring" size={14} />
        {t('console.devices.inDr')}
      </span>
    );
  }
  return <span className="pill">{t('console.devices.normal')}</span>;
}

function Link({ device: { link, reportedAt } }: DeviceProps) {
  const t = useText();
  const formats = useFormats();
  const { readAtMs } = useServiceView().view;
  if (link === 'online') {
    return (
      <Sign icon="link" tone="ok">
        {t('console.devices.linked')}
      </Sign>
    );
  }
  return (
    <Sign icon="link-lost" tone="quiet">
      {reportedAt === null
        ? t('console.devices.notLinked')
        : t('console.devices.lastHeard', { time: formats.dayTime(Date.parse(reportedAt), readAtMs) })}
    </Sign>
  );
}

function CachedMode({ device }: DeviceProps) {
  const t = useText();
  return device.cachedMode ? (
    <Sign icon="tick" tone="ok">
      {t('console.devices.on')}
    </Sign>
  ) : (
    <Sign icon="cross" tone="bad">
      {t('console.devices.off')}
    </Sign>
  );
}

function Cache({ device: { cache } }: DeviceProps) {
  const t = useText();
  const formats = useFormats();
  if (cache === null)
    return (
      <Sign icon="dash" tone="quiet">
        {t('console.devices.notKnown')}
      </Sign>
    );
  const size = formats.size(cache.bytes);
  const words = t(cache.complete ? 'console.devices.complete' : 'console.devices.partial', {
    count: cache.messages,
    messages: formats.number(cache.messages),
  });
  return (
    <>
      {words}
      <small>{size}</small>
    </>
  );
}

function Receipts({ device: { receipts } }: DeviceProps) {
  const t = useText();
  const formats = useFormats();
  const { readAtMs } = useServiceView().view;
  const [latest] = receipts;
  if (latest === undefined) return <>{t('console.devices.noReceipt')}</>;
  return (
    <>
      {t(`console.receipts.${latest.kind}`)}
      <small>{formats.dayTime(Date.parse(latest.shownAt), readAtMs)}</small>
    </>
  );
}
