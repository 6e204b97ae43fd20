/** Theme and language. */
import { Field, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { settingsSchema, type Settings } from '../../../shared/bridge/settings.ts';
import { Card } from '../../ui/card.tsx';
import { useText } from '../../text/text-root.tsx';
import type { ChangeSettings } from './use-change-settings.ts';

interface AppearanceCardProps {
  readonly settings: Settings;
  readonly change: ChangeSettings;
}

const THEMES = ['system', 'light', 'dark'] as const;

export function AppearanceCard({ settings, change }: AppearanceCardProps) {
  const t = useText();
  return (
    <Card title={t('settings.appearance.title')} icon="sun">
      <div className="settings__fields">
        <Field label={t('settings.appearance.theme')}>
          <RadioGroup
            layout="horizontal"
            value={settings.theme}
            onChange={(_, { value }) => change({ theme: settingsSchema.shape.theme.parse(value) })}
          >
            {THEMES.map((theme) => (
              <Radio key={theme} value={theme} label={t(`settings.appearance.${theme}`)} />
            ))}
          </RadioGroup>
        </Field>
        <Field label={t('settings.appearance.language')}>
          <Select
            value={settings.language}
            onChange={(_, { value }) => change({ language: settingsSchema.shape.language.parse(value) })}
          >
            <option value="system">{t('settings.appearance.languageSystem')}</option>
            <option value="en" lang="en">
              {t('settings.appearance.english')}
            </option>
            <option value="de" lang="de">
              {t('settings.appearance.german')}
            </option>
          </Select>
        </Field>
      </div>
    </Card>
  );
}
