/** Whether the app opens when the person logs in. */
import { Switch } from '@fluentui/react-components';
import type { Settings } from '../../../shared/bridge/settings.ts';
import { Card } from '../../ui/card.tsx';
import { useText } from '../../text/text-root.tsx';
import type { ChangeSettings } from './use-change-settings.ts';

interface ComputerCardProps {
  readonly settings: Settings;
  readonly change: ChangeSettings;
}

export function ComputerCard({ settings, change }: ComputerCardProps) {
  const t = useText();
  return (
    <Card title={t('settings.computer.title')} icon="laptop">
      <Switch
        checked={settings.openAtLogin}
        label={t('settings.computer.openAtLogin')}
        onChange={(_, { checked }) => change({ openAtLogin: checked })}
      />
      <p>{t('settings.computer.openAtLoginText')}</p>
    </Card>
  );
}
