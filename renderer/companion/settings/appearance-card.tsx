/** Theme and language. */
import { Field, Radio, RadioGroup, Select } from '@fluentui/react-components';
import type { Settings } from '../../../shared/bridge/settings.ts';
import { Card } from '../../ui/card.tsx';
import { LANGUAGES } from '../../text/language.ts';
import { useText } from '../../text/text-root.tsx';
import type { ChangeSettings } from './use-change-settings.ts';

interface AppearanceCardProps {
  readonly settings: Settings;
  readonly change: ChangeSettings;
}

const THEMES = ['system', 'light', 'dark'] as const satisfies readonly Settings['theme'][];
const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const satisfies readonly Settings['language'][];

export function AppearanceCard({ settings, change }: AppearanceCardProps) {
  const t = useText();
  return (
    <Card title={t('settings.appearance.title')} icon="sun">
      <div className="settings__fields">
        <Field label={t('settings.appearance.theme')}>
          <RadioGroup
            layout="horizontal"
            value={settings.theme}
            onChange={(_, { value }) => change({ theme: known(THEMES, value) })}
          >
            {THEMES.map((theme) => (
              <Radio key={theme} value={theme} label={t(`settings.appearance.${theme}`)} />
            ))}
          </RadioGroup>
        </Field>
        <Field label={t('settings.appearance.language')}>
          <Select
            value={settings.language}
            onChange={(_, { value }) => change({ language: known(LANGUAGE_CHOICES, value) })}
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

/** A form control hands back text; only what it was given can come. */
function known<Value extends string>(values: readonly [Value, ...Value[]], text: string): Value {
  return values.find((value) => value === text) ?? values[0];
}
