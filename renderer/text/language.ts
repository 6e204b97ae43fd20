/** Which language a window speaks, and which way it is written. */
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { de } from './de.ts';
import { en } from './en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `locale` is the system's, as `de-AT`; a language that is not shipped gets English. */
export function chooseLanguage(setting: 'system' | Language, locale: string): Language {
  if (setting !== 'system') return setting;
  const wanted = locale.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === wanted) ?? 'en';
}

/** What dates and numbers follow: the person's own region where it speaks the window's language. British English has the 24 hours. */
export function formatLocale(language: Language, locale: string): string {
  if (language === 'de') return /^de\b/i.test(locale) ? locale.replace('_', '-') : 'de-DE';
  return 'en-GB';
}

/** Texts ready for use; nothing is loaded later. React escapes what it shows, so i18next must not. */
export function createTexts(language: Language): i18n {
  const texts = createInstance();
  void texts.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, de: { translation: de } },
    interpolation: { escapeValue: false },
    returnNull: false,
    initAsync: false,
  });
  return texts;
}
