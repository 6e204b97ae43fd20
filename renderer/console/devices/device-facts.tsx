/** What is known of a device, each with how old that is. */
import type { DeviceView } from '../../../shared/http/devices.ts';
import { useFormats, useSentenceCase, useText } from '../../text/text-root.tsx';
import { Facts } from '../../ui/card.tsx';
import { EventName } from '../frame/event-name.tsx';

interface DeviceFactsProps {
  readonly device: DeviceView;
  readonly nowMs: number;
}

export function DeviceFacts({ device, nowMs }: DeviceFactsProps) {
  const t = useText();
  const formats = useFormats();
  const sentence = useSentenceCase();
  const { onlineSince, polledAt, reportedAt, platform, appVersion } = device;
  const time = (at: string): string => formats.dayTime(Date.parse(at), nowMs);
  const heard = sentence(reportedAt === null ? t('console.devices.never') : time(reportedAt));
  const linkWords = (): string => {
    if (onlineSince !== null) return t('console.devices.linkedSince', { time: time(onlineSince) });
    if (polledAt !== null) return t('console.devices.polledAt', { time: time(polledAt) });
    return t('console.devices.notLinked');
  };
  return (
    <Facts
      rows={[
        { name: t('console.devices.takesPart'), value: <TakesPart device={device} /> },
        { name: t('console.devices.profile'), value: <Profile device={device} /> },
        { name: t('console.devices.cache'), value: <CacheFact device={device} /> },
        {
          name: t('console.devices.link'),
          value: linkWords(),
        },
        { name: t('console.devices.reported'), value: heard },
        { name: t('console.devices.version'), value: `${appVersion}, ${platform}` },
        { name: t('console.devices.number'), value: <code>{device.id}</code> },
      ]}
    />
  );
}

function TakesPart({ device: { events, revokedAt } }: Pick<DeviceFactsProps, 'device'>) {
  const t = useText();
  const taking = revokedAt === null ? events.filter(({ participates }) => participates) : [];
  if (taking.length === 0) return t('console.devices.inNone');
  return (
    <ul>
      {taking.map(({ eventId }) => (
        <li key={eventId}>
          <EventName id={eventId} />
        </li>
      ))}
    </ul>
  );
}

function Profile({ device: { signedIn, cachedMode, reportedAt } }: Pick<DeviceFactsProps, 'device'>) {
  const t = useText();
  if (reportedAt === null) return t('console.devices.notKnown');
  if (!signedIn) return t('console.devices.signedOut');
  return t(cachedMode ? 'console.devices.cachedOn' : 'console.devices.cachedOff');
}

function CacheFact({ device: { cache, cachedMode } }: Pick<DeviceFactsProps, 'device'>) {
  const t = useText();
  const formats = useFormats();
  if (cache === null) return t('console.devices.notKnown');
  if (!cachedMode) return t('console.devices.notKept');
  const words = t(cache.complete ? 'console.devices.complete' : 'console.devices.partial', {
    count: cache.messages,
    messages: formats.number(cache.messages),
  });
  return `${words}, ${formats.size(cache.bytes)}`;
}
