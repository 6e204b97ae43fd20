/** The choice of theme and language. */
import { Field, Radio, RadioGroup, Select } from '@fluentui/react-components';

const THEMES = ['system', 'light', 'dark'] as const;
const LANGUAGES = ['system', 'en', 'de'] as const;

export interface Appearance {
  readonly theme: (typeof THEMES)[number];
  readonly language: (typeof LANGUAGES)[number];
}

interface AppearanceFieldsProps extends Appearance {
  readonly change: (changed: Partial<Appearance>) => void;
  readonly words: {
    readonly theme: string;
    readonly themes: Readonly<Record<Appearance['theme'], string>>;
    readonly language: string;
    readonly languages: Readonly<Record<Appearance['language'], string>>;
  };
}

export function AppearanceFields({ theme, language, change, words }: AppearanceFieldsProps) {
  return (
    <>
      <Field label={words.theme}>
        <RadioGroup
          layout="horizontal"
          value={theme}
          onChange={(_, { value }) => change({ theme: known(THEMES, value) })}
        >
          {THEMES.map((choice) => (
            <Radio key={choice} value={choice} label={words.themes[choice]} />
          ))}
        </RadioGroup>
      </Field>
      <Field label={words.language}>
        <Select value={language} onChange={(_, { value }) => change({ language: known(LANGUAGES, value) })}>
          {LANGUAGES.map((choice) => (
            <option key={choice} value={choice} lang={choice === 'system' ? undefined : choice}>
              {words.languages[choice]}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

/** A form control hands back text; only what it was given can come. */
function known<Value extends string>(values: readonly [Value, ...Value[]], text: string): Value {
  return values.find((value) => value === text) ?? values[0];
}
