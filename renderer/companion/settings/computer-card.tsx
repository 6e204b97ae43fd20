/** Whether the app opens when the person logs in, and how it ends where no icon does it. */
import { Button, Switch } from '@fluentui/react-components';
import type { ShellView } from '../../../shared/bridge/settings.ts';
import { Card } from '../../ui/card.tsx';
import { useText } from '../../text/text-root.tsx';
import { useCall } from '../state/companion-context.tsx';
import type { ChangeSettings } from './use-change-settings.ts';

interface ComputerCardProps {
  readonly shell: ShellView;
  readonly change: ChangeSettings;
}

export function ComputerCard({ shell, change }: ComputerCardProps) {
  const t = useText();
  const call = useCall();
  const set = shell.organisation.openAtLogin;
  return (
    <Card title={t('settings.computer.title')} icon="laptop">
      <Switch
        checked={set ?? shell.settings.openAtLogin}
        disabled={set !== null}
        label={t('settings.computer.openAtLogin')}
        onChange={(_, { checked }) => change({ openAtLogin: checked })}
      />
      <p>
        {set === null ? t('settings.computer.openAtLoginText') : t('settings.computer.setByOrganisation')}
      </p>
      {!shell.tray && (
        <>
          <p>{t('settings.computer.quitText')}</p>
          <div className="settings__buttons">
            <Button onClick={() => void call('app.quit', undefined)}>{t('settings.computer.quit')}</Button>
          </div>
        </>
      )}
    </Card>
  );
}
