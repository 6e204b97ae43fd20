/** The companion's window: which room the person is in, in which language and light. */
import type { GriffelRenderer } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { ShellView } from '../../shared/bridge/settings.ts';
import { directionOf } from '../text/direction.ts';
import { chooseLanguage } from '../text/language.ts';
import { TextRoot } from '../text/text-root.tsx';
import { ThemeRoot, type TextDirection } from '../theme/theme-root.tsx';
import { useMediaQuery } from '../ui/use-media-query.ts';
import { CompanionRoot, type Companion } from './state/companion-context.tsx';
import { ReceivedAt } from './state/snapshot-now.ts';
import type { WindowStore } from './state/window-store.ts';
import { Window } from './window.tsx';
import './window.css';

export interface AppProps {
  readonly companion: Companion;
  readonly store: WindowStore;
  readonly renderer: GriffelRenderer;
  readonly sheet: CSSStyleSheet;
  /** Instead of the language's own. */
  readonly dir?: TextDirection;
}

export function App({ companion, store, renderer, sheet, dir }: AppProps) {
  const { received } = useStore(store);
  const shell = received?.update.shell ?? null;
  const darkSystem = useMediaQuery('(prefers-color-scheme: dark)');
  const scheme = schemeOf(shell, darkSystem);
  const locale = shell?.locale ?? navigator.language;
  const language = chooseLanguage(shell?.settings.language ?? 'system', locale);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <ThemeRoot renderer={renderer} sheet={sheet} scheme={scheme} dir={dir ?? directionOf(language)}>
      <TextRoot language={language} locale={locale}>
        <CompanionRoot value={companion}>
          <ReceivedAt value={received?.receivedAtMs ?? 0}>
            <Window update={received?.update ?? null} scheme={scheme} />
          </ReceivedAt>
        </CompanionRoot>
      </TextRoot>
    </ThemeRoot>
  );
}

/** Before the shell has spoken, the system's own wish keeps a dark screen from flashing white. */
function schemeOf(shell: ShellView | null, darkSystem: boolean): 'light' | 'dark' {
  if (shell === null) return darkSystem ? 'dark' : 'light';
  const { theme } = shell.settings;
  if (theme !== 'system') return theme;
  return shell.darkTheme ? 'dark' : 'light';
}
