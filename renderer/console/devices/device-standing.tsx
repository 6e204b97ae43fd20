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
  if (link !== 'online') return 'away';
  if (mode === null) return 'unheard';
  if (mode === 'dr') return 'dr';
  return reasons.length > 0 ? 'cannot' : 'normal';
}

export function DeviceStanding({ device, nowMs }: DeviceStandingProps) {
  const t = useText();
  const formats = useFormats();
  const standing = standingOf(device);
  const { icon, tone } = LOOKS[standing];
  const time = (at: string | null): string =>
    at === null ? t('console.devices.never') : formats.dayTime(Date.parse(at), nowMs);
  const told = {
    revoked: time(device.revokedAt),
    away: time(device.reportedAt),
    unheard: time(device.onlineSince),
    dr: time(device.onlineSince),
    cannot: time(device.reportedAt),
    normal: time(device.onlineSince),
  };
  return (
    <section className={`standing standing--${tone}`} aria-label={t('console.devices.now')}>
      <Icon name={icon} size={20} />
      <div>
        <p>
          <strong>{t(`console.devices.standing.${standing}`)}</strong>{' '}
          {t(`console.devices.standingHelp.${standing}`, { time: told[standing] })}
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
