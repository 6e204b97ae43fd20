/** What the choice of theme and language says, in the companion and in the console. */
import { useText } from './text-root.tsx';

export function useAppearanceWords() {
  const t = useText();
  return {
    theme: t('settings.appearance.theme'),
    themes: {
      system: t('settings.appearance.system'),
      light: t('settings.appearance.light'),
      dark: t('settings.appearance.dark'),
    },
    language: t('settings.appearance.language'),
    languages: {
      system: t('settings.appearance.languageSystem'),
      en: t('settings.appearance.english'),
      de: t('settings.appearance.german'),
    },
  };
}
