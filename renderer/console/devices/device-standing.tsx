/** What a device is doing in one sentence, and why it does not take part where it does not. */
import type { ParticipationReason } from '../../../shared/domain/participation.ts';
import type { DeviceView } from '../../../shared/http/devices.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';

interface DeviceStandingProps {
  readonly device: DeviceView;
  readonly nowMs: number;
}

type Standing = 'revoked' | 'away' | 'unheard' | 'dr' | 'cannot' | 'normal';
/** Where the words are others for a device that only polls. */
type Told = Standing | 'unheardPolling' | 'drPolling' | 'normalPolling';

const LOOKS: Readonly<Record<Standing, { readonly icon: IconName; readonly tone: string }>> = {
  revoked: { icon: 'cannot', tone: 'bad' },
  away: { icon: 'link-lost', tone: 'quiet' },
  unheard: { icon: 'hourglass', tone: 'quiet' },
  dr: { icon: 'life-ring', tone: 'dr' },
  cannot: { icon: 'cannot', tone: 'bad' },
  normal: { icon: 'tick', tone: 'ok' },
};

/** What is not known is said as not known, never shown as good. */
export function standingOf({ revokedAt, link, mode, reasons }: DeviceView): Standing {
  if (revokedAt !== null) return 'revoked';
  if (link === 'offline') return 'away';
  if (mode === null) return 'unheard';
  if (mode === 'dr') return 'dr';
  return reasons.length > 0 ? 'cannot' : 'normal';
}

function toldOf(standing: Standing, { link }: DeviceView): Told {
  if (link !== 'polling') return standing;
  switch (standing) {
    case 'unheard':
    case 'dr':
    case 'normal':
      return `${standing}Polling`;
    default:
      return standing;
  }
}

export function DeviceStanding({ device, nowMs }: DeviceStandingProps) {
  const t = useText();
  const formats = useFormats();
  const standing = standingOf(device);
  const { icon, tone } = LOOKS[standing];
  const time = (at: string | null): string =>
    at === null ? t('console.devices.never') : formats.dayTime(Date.parse(at), nowMs);
  const since = time(device.onlineSince ?? device.polledAt);
  const times = {
    revoked: time(device.revokedAt),
    away: time(device.reportedAt),
    unheard: since,
    dr: since,
    cannot: time(device.reportedAt),
    normal: since,
  };
  const told = toldOf(standing, device);
  return (
    <section className={`standing standing--${tone}`} aria-label={t('console.devices.now')}>
      <Icon name={icon} size={20} />
      <div>
        <p>
          <strong>{t(`console.devices.standing.${told}`)}</strong>{' '}
          {t(`console.devices.standingHelp.${told}`, { time: times[standing] })}
        </p>
        {device.revokedAt === null && device.reasons.length > 0 && <Reasons reasons={device.reasons} />}
      </div>
    </section>
  );
}

function Reasons({ reasons }: { readonly reasons: readonly ParticipationReason[] }) {
  const t = useText();
  return (
    <ul>
      {reasons.map((reason) => (
        <li key={reason}>
          <strong>{t(`console.devices.reasons.${reason}`)}.</strong>{' '}
          {t(`console.devices.reasonHelp.${reason}`)}
        </li>
      ))}
    </ul>
  );
}
