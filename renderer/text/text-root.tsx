/** Gives texts and formats of one language to everything inside. */
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { createFormats, sentenceCase, type Formats } from './formats.ts';
import { createTexts, formatLocale, type Language } from './language.ts';

interface Spoken {
  readonly formats: Formats;
  readonly locale: string;
}

const SpokenContext = createContext<Spoken | null>(null);

interface TextRootProps {
  readonly language: Language;
  /** The system's locale. */
  readonly locale: string;
  readonly children: ReactNode;
}

export function TextRoot({ language, locale, children }: TextRootProps) {
  const texts = useMemo(() => createTexts(language), [language]);
  const spoken = useMemo(() => {
    const dates = formatLocale(language, locale);
    return { formats: createFormats(dates, texts.t), locale: dates };
  }, [language, locale, texts]);
  return (
    <I18nextProvider i18n={texts}>
      <SpokenContext value={spoken}>{children}</SpokenContext>
    </I18nextProvider>
  );
}

function useSpoken(): Spoken {
  const spoken = useContext(SpokenContext);
  if (spoken === null) throw new Error('texts are used outside a TextRoot');
  return spoken;
}

/** Sentences by key. */
export function useText() {
  return useTranslation().t;
}

export function useFormats(): Formats {
  return useSpoken().formats;
}

/** As `useFormats`, but for what happens in another time zone. */
export function useZoneFormats(zone: string): Formats {
  const { locale } = useSpoken();
  const t = useText();
  return useMemo(() => createFormats(locale, t, zone), [locale, t, zone]);
}

/** Makes words that stand alone begin as a sentence does. */
export function useSentenceCase(): (text: string) => string {
  const { locale } = useSpoken();
  return (text) => sentenceCase(text, locale);
}
