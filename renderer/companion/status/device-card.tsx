/** This device: what Outlook, clock and disk are like. */
import type { TFunction } from 'i18next';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import { CONNECTION_MODE_NAMES } from '../../../shared/domain/profile.ts';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { Card, Facts } from '../../ui/card.tsx';
import type { Formats } from '../../text/formats.ts';
import { useFormats, useText } from '../../text/text-root.tsx';

/** Less is the network's doing rather than the clock's. */
const NOTABLE_OFFSET_MS = 2 * SECOND_MS;

export function DeviceCard({ device }: { readonly device: DeviceSnapshot }) {
  const t = useText();
  const formats = useFormats();
  const { session } = device;
  const protection = session.state === 'signed-in' ? session.protection : null;
  return (
    <Card title={t('status.device.title')} icon="laptop">
      <Facts
        rows={[
          {
            name: t('status.device.outlook'),
            value: t(`settings.profile.states.${CONNECTION_MODE_NAMES[device.profile.connectionMode]}`),
          },
          { name: t('status.device.clock'), value: clockWords(device.clock.offsetMs, t, formats) },
          {
            name: t('status.device.mail'),
            value: mailWords(device.cache, protection === 'memory', t, formats),
          },
          ...(protection === null
            ? []
            : [{ name: t('status.device.keys'), value: t(`status.kept.${protection}`) }]),
        ]}
      />
    </Card>
  );
}

/** A positive offset means that the service is ahead, so the computer is behind. */
function clockWords(offsetMs: number | null, t: TFunction, formats: Formats): string {
  if (offsetMs === null) return t('status.device.clockUnknown');
  if (Math.abs(offsetMs) < NOTABLE_OFFSET_MS) return t('status.device.clockAgrees');
  const difference = formats.span(offsetMs);
  return offsetMs > 0
    ? t('status.device.clockBehind', { difference })
    : t('status.device.clockAhead', { difference });
}

function mailWords(
  cache: DeviceSnapshot['cache'],
  inMemory: boolean,
  t: TFunction,
  formats: Formats,
): string {
  if (cache.state === 'off') return t('status.device.mailNone');
  const size = formats.size(cache.bytes);
  return inMemory ? t('status.device.mailMemory', { size }) : t('status.device.mailEncrypted', { size });
}
