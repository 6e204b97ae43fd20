/** What a table says of one device; what is not known is said as not known, never shown as good. */
import { useFormats, useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PersonDisc } from '../../ui/person-disc.tsx';
import type { DeviceView } from '../../../shared/http/devices.ts';
import { Sign } from '../sign.tsx';

interface DeviceProps {
  readonly device: DeviceView;
}

interface DeviceAtProps extends DeviceProps {
  readonly nowMs: number;
}

export function PersonAndDevice({ device: { displayName, email, name } }: DeviceProps) {
  return (
    <span className="device-person">
      <PersonDisc name={displayName} identity={email} size={28} />
      <span>
        {displayName}
        <small>{name}</small>
      </span>
    </span>
  );
}

export function Mode({ device }: DeviceProps) {
  const t = useText();
  if (device.revokedAt !== null) {
    return (
      <span className="pill pill--bad">
        <Icon name="cannot" size={14} />
        {t('console.devices.revoked')}
      </span>
    );
  }
  if (device.link === 'offline' || device.mode === null) {
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

export function Link({ device: { link, polledAt, reportedAt }, nowMs }: DeviceAtProps) {
  const t = useText();
  const formats = useFormats();
  if (link === 'online') {
    return (
      <Sign icon="link" tone="ok">
        {t('console.devices.linked')}
      </Sign>
    );
  }
  if (polledAt !== null) {
    return (
      <Sign icon="hourglass" tone="ok">
        {t('console.devices.polling')}
      </Sign>
    );
  }
  return (
    <Sign icon="link-lost" tone="quiet">
      {reportedAt === null
        ? t('console.devices.notLinked')
        : t('console.devices.lastHeard', { time: formats.dayTime(Date.parse(reportedAt), nowMs) })}
    </Sign>
  );
}

export function CachedMode({ device }: DeviceProps) {
  const t = useText();
  if (device.link === 'offline') {
    return (
      <Sign icon="dash" tone="quiet">
        {t('console.devices.notKnown')}
      </Sign>
    );
  }
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

export function Cache({ device: { cache } }: DeviceProps) {
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

export function Receipts({ device: { receipts }, nowMs }: DeviceAtProps) {
  const t = useText();
  const formats = useFormats();
  const [latest] = receipts;
  if (latest === undefined) return <>{t('console.devices.noReceipt')}</>;
  return (
    <>
      {t(`console.devices.receipts.${latest.kind}`)}
      <small>{formats.dayTime(Date.parse(latest.shownAt), nowMs)}</small>
    </>
  );
}
