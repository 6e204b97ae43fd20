/** The console whole: theme and texts outside, sign-in or the frame with its page inside. */
import type { GriffelRenderer } from '@fluentui/react-components';
import { Fragment, useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { directionOf } from '../text/direction.ts';
import { chooseLanguage } from '../text/language.ts';
import { TextRoot } from '../text/text-root.tsx';
import { ThemeRoot } from '../theme/theme-root.tsx';
import { useMediaQuery } from '../ui/use-media-query.ts';
import { ConsoleFrame } from './frame/console-frame.tsx';
import { pageOf } from './pages.tsx';
import { PreferencesRoot } from './preferences/preferences-context.tsx';
import type { PreferenceStore } from './preferences/preferences.ts';
import { usePlace } from './router/navigation.ts';
import { pageKeyOf } from './router/routes.ts';
import type { FrontDoor } from './session/front-door.ts';
import { SessionRoot, useSessionState } from './session/session-context.tsx';
import type { Session } from './session/session.ts';
import { EnrolPage } from './sign-in/enrol-page.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';
import './console.css';

export interface ConsoleAppProps {
  readonly session: Session;
  readonly door: FrontDoor;
  readonly preferences: PreferenceStore;
  readonly renderer: GriffelRenderer;
  readonly sheet: CSSStyleSheet;
}

export function ConsoleApp({ session, door, preferences, ...styles }: ConsoleAppProps) {
  return (
    <PreferencesRoot value={preferences}>
      <SessionRoot value={session}>
        <Looks {...styles} preferences={preferences}>
          <ConsoleStep door={door} />
        </Looks>
      </SessionRoot>
    </PreferencesRoot>
  );
}

interface LooksProps extends Omit<ConsoleAppProps, 'session' | 'door'> {
  readonly children: ReactNode;
}

function Looks({ preferences, renderer, sheet, children }: LooksProps) {
  const { theme, language: wanted } = useStore(preferences);
  const darkSystem = useMediaQuery('(prefers-color-scheme: dark)');
  const locale = navigator.language;
  const language = chooseLanguage(wanted, locale);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const scheme = theme === 'system' ? (darkSystem ? 'dark' : 'light') : theme;
  return (
    <ThemeRoot renderer={renderer} sheet={sheet} scheme={scheme} dir={directionOf(language)}>
      <TextRoot language={language} locale={locale}>
        {children}
      </TextRoot>
    </ThemeRoot>
  );
}

function ConsoleStep({ door }: Pick<ConsoleAppProps, 'door'>) {
  const state = useSessionState();
  const place = usePlace();
  if (state.step !== 'signed-in') return <SignInPage door={door} />;
  if (state.who.mustEnrol) return <EnrolPage />;
  return (
    <ConsoleFrame>
      <Fragment key={pageKeyOf(place)}>{pageOf(place)}</Fragment>
    </ConsoleFrame>
  );
}
