/** Theme and language. */
import type { Settings } from '../../../shared/bridge/settings.ts';
import { useAppearanceWords } from '../../text/appearance-words.ts';
import { useText } from '../../text/text-root.tsx';
import { AppearanceFields } from '../../ui/appearance-fields.tsx';
import { Card } from '../../ui/card.tsx';
import type { ChangeSettings } from './use-change-settings.ts';

interface AppearanceCardProps {
  readonly settings: Settings;
  readonly change: ChangeSettings;
}

export function AppearanceCard({ settings, change }: AppearanceCardProps) {
  const t = useText();
  return (
    <Card title={t('settings.appearance.title')} icon="sun">
      <div className="settings__fields">
        <AppearanceFields {...settings} change={change} words={useAppearanceWords()} />
      </div>
    </Card>
  );
}
