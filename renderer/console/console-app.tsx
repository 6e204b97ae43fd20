/** The console whole: theme and texts outside, sign-in or the frame with its page inside. */
import type { GriffelRenderer } from '@fluentui/react-components';
import { chooseLanguage } from '../text/language.ts';
import { TextRoot } from '../text/text-root.tsx';
import { ThemeRoot } from '../theme/theme-root.tsx';
import { DevicesPage } from './devices/devices-page.tsx';
import { EventForm } from './events/event-form.tsx';
import { EventsPage } from './events/events-page.tsx';
import { ConsoleFrame } from './frame/console-frame.tsx';
import { GroupsPage } from './groups/groups-page.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';
import { ConsoleRoot, useConsoleState } from './state/console-context.tsx';
import type { Console } from './state/console-store.ts';
import { useRoute, type Route } from './state/route.ts';
import { useDarkTheme } from './state/use-dark-theme.ts';
import './console.css';

interface ConsoleAppProps {
  readonly value: Console;
  readonly renderer: GriffelRenderer;
  readonly sheet: CSSStyleSheet;
}

export function ConsoleApp({ value, renderer, sheet }: ConsoleAppProps) {
  const dark = useDarkTheme();
  const locale = navigator.language;
  return (
    <ThemeRoot renderer={renderer} sheet={sheet} scheme={dark ? 'dark' : 'light'} dir="ltr">
      <TextRoot language={chooseLanguage('system', locale)} locale={locale}>
        <ConsoleRoot value={value}>
          <ConsoleStep />
        </ConsoleRoot>
      </TextRoot>
    </ThemeRoot>
  );
}

const PAGES: Readonly<Record<Route, () => React.JSX.Element>> = {
  events: EventsPage,
  'new-event': EventForm,
  groups: GroupsPage,
  devices: DevicesPage,
};

function ConsoleStep() {
  const state = useConsoleState();
  const route = useRoute();
  if (state.step !== 'signed-in') return <SignInPage />;
  const Page = PAGES[route];
  return (
    <ConsoleFrame>
      <Page />
    </ConsoleFrame>
  );
}
