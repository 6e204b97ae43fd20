/** Around every page: whose service this is, the way to the other pages, and whether what is shown is fresh. */
import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useFormats, useText } from '../../text/text-root.tsx';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { useConsole, useConsoleState, useServiceView } from '../state/console-context.tsx';
import { addressOf, useRoute, type Route } from '../state/route.ts';
import './console-frame.css';

const PLACES: readonly { readonly route: Exclude<Route, 'new-event'>; readonly icon: IconName }[] = [
  { route: 'events', icon: 'calendar' },
  { route: 'groups', icon: 'people' },
  { route: 'devices', icon: 'laptop' },
];

export function ConsoleFrame({ children }: { readonly children: ReactNode }) {
  const t = useText();
  return (
    <div className="console">
      <header className="console__head">
        <BrandMark />
        <strong>{t('console.frame.product')}</strong>
        <span className="console__where">{t('console.frame.administration')}</span>
        <HeadEnd />
      </header>
      <nav className="console__nav" aria-label={t('console.frame.places')}>
        {PLACES.map((place) => (
          <Place key={place.route} {...place} />
        ))}
      </nav>
      <main className="console__page quiet-scroll">
        <Staleness />
        {children}
      </main>
    </div>
  );
}

function HeadEnd() {
  const t = useText();
  const formats = useFormats();
  const { signOut } = useConsole();
  const { readAtMs } = useServiceView().view;
  return (
    <div className="console__end">
      <span className="figures">{t('console.frame.asOf', { time: formats.time(readAtMs) })}</span>
      <Button appearance="subtle" icon={<Icon name="sign-out" size={16} />} onClick={signOut}>
        {t('console.frame.signOut')}
      </Button>
    </div>
  );
}

function Place({ route, icon }: { readonly route: Exclude<Route, 'new-event'>; readonly icon: IconName }) {
  const t = useText();
  const shown = useRoute();
  const { events } = useServiceView().view;
  const current = events.filter(({ status }) => status === 'current').length;
  const here = shown === route || (route === 'events' && shown === 'new-event');
  return (
    <a href={addressOf(route)} className="console__place" aria-current={here ? 'page' : undefined}>
      <Icon name={icon} />
      <span>{t(`console.places.${route}`)}</span>
      {route === 'events' && current > 0 && (
        <span className="console__pill">{t('console.frame.current', { count: current })}</span>
      )}
    </a>
  );
}

/** The page keeps showing what it knew, and says how old that is. */
function Staleness() {
  const t = useText();
  const formats = useFormats();
  const state = useConsoleState();
  if (state.step !== 'signed-in' || state.problem === null) return null;
  return (
    <MessageBar tone="warn" role="status">
      {t('console.frame.stale', {
        time: formats.time(state.view.readAtMs),
        problem: t(`console.problems.${state.problem.kind}`),
      })}
    </MessageBar>
  );
}
