/** Settings: how the window looks, when it speaks, what Outlook is simulated to be, whose device this is. */
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import type { ShellView } from '../../../shared/bridge/settings.ts';
import { MessageBar } from '../../ui/message-bar.tsx';
import { Page } from '../../ui/page.tsx';
import { useText } from '../../text/text-root.tsx';
import { AboutCard } from './about-card.tsx';
import { AccountCard } from './account-card.tsx';
import { AppearanceCard } from './appearance-card.tsx';
import { ComputerCard } from './computer-card.tsx';
import { NotificationsCard } from './notifications-card.tsx';
import { ProfileCard } from './profile-card.tsx';
import { useChangeSettings } from './use-change-settings.ts';
import './settings.css';

interface SettingsPageProps {
  readonly device: DeviceSnapshot;
  readonly shell: ShellView;
  readonly nowMs: number;
}

export function SettingsPage({ device, shell, nowMs }: SettingsPageProps) {
  const t = useText();
  const { change, problem } = useChangeSettings();
  return (
    <Page title={t('settings.title')}>
      <div className="settings">
        {problem !== null && (
          <MessageBar tone="bad" role="alert">
            {t('settings.saveFailed', { problem })}
          </MessageBar>
        )}
        <ProfileCard profile={device.profile} />
        <AppearanceCard settings={shell.settings} change={change} />
        <NotificationsCard shell={shell} change={change} nowMs={nowMs} />
        <ComputerCard shell={shell} change={change} />
        <AccountCard session={device.session} nowMs={nowMs} />
        <AboutCard shell={shell} />
      </div>
    </Page>
  );
}
