/** When the device may speak on the desktop. */
import { Button } from '@fluentui/react-components';
import { HOUR_MS, fromMs, toMs } from '../../../shared/domain/instant.ts';
import type { ShellView } from '../../../shared/bridge/settings.ts';
import { Card } from '../../ui/card.tsx';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useCompanion } from '../state/companion-context.tsx';
import type { ChangeSettings } from './use-change-settings.ts';

interface NotificationsCardProps {
  readonly shell: ShellView;
  readonly change: ChangeSettings;
  readonly nowMs: number;
}

const MORNING_HOUR = 8;

export function NotificationsCard({ shell, change, nowMs }: NotificationsCardProps) {
  const t = useText();
  const formats = useFormats();
  const { clock } = useCompanion();
  const until = shell.settings.notificationsPausedUntil;
  const paused = until !== null && toMs(until) > clock.wallMs();
  const state =
    shell.notifications !== 'allowed'
      ? t(`settings.notifications.${shell.notifications}`)
      : paused
        ? t('settings.notifications.pausedUntil', { time: formats.dayTime(toMs(until), nowMs) })
        : t('settings.notifications.shown');
  const pauseUntil = (atMs: number): void => change({ notificationsPausedUntil: fromMs(atMs) });
  return (
    <Card title={t('settings.notifications.title')} icon="bell">
      <p>
        {state}. {t('settings.notifications.text')}
      </p>
      <div className="settings__buttons">
        {paused ? (
          <Button onClick={() => change({ notificationsPausedUntil: null })}>
            {t('settings.notifications.resume')}
          </Button>
        ) : (
          <>
            <Button onClick={() => pauseUntil(clock.wallMs() + HOUR_MS)}>
              {t('settings.notifications.hour')}
            </Button>
            <Button onClick={() => pauseUntil(tomorrowMorningMs(clock.wallMs()))}>
              {t('settings.notifications.tomorrow')}
            </Button>
          </>
        )}
      </div>
    </Card>
  );
}

/** Eight o'clock on the reader's next calendar day, whatever the clock changes do in the night. */
function tomorrowMorningMs(wallMs: number): number {
  const morning = new Date(wallMs);
  morning.setDate(morning.getDate() + 1);
  return morning.setHours(MORNING_HOUR, 0, 0, 0);
}
