/** The way to every page: beside them, or on a narrow window in a menu. */
import { useId, useRef } from 'react';
import { eventPageSchema } from '../../../shared/http/continuity-events.ts';
import { useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import { usePlace } from '../router/navigation.ts';
import { addressOf } from '../router/routes.ts';
import { SECTIONS, type PlaceEntry } from './places.ts';
import './navigation.css';

export function Navigation() {
  const t = useText();
  return (
    <nav className="navigation quiet-scroll" aria-label={t('console.frame.places')}>
      <PlaceList />
    </nav>
  );
}

/** The browser's own popover: it closes on Escape and on a press elsewhere, and gives the focus back. */
export function NavigationMenu() {
  const t = useText();
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  return (
    <>
      <button
        type="button"
        className="navigation-button"
        popoverTarget={id}
        aria-label={t('console.frame.menu')}
      >
        <Icon name="menu" />
      </button>
      <nav
        ref={panel}
        id={id}
        popover="auto"
        className="navigation navigation--menu quiet-scroll"
        aria-label={t('console.frame.places')}
        onClick={() => panel.current?.hidePopover()}
      >
        <PlaceList />
      </nav>
    </>
  );
}

function PlaceList() {
  const t = useText();
  const id = useId();
  return SECTIONS.map(({ name, places }) => (
    <div key={name} className="navigation__section">
      <h2 id={`${id}-${name}`}>{t(`console.frame.sections.${name}`)}</h2>
      <ul aria-labelledby={`${id}-${name}`}>
        {places.map((place) => (
          <li key={place.route}>
            <PlaceLink {...place} />
          </li>
        ))}
      </ul>
    </div>
  ));
}

function PlaceLink({ route, icon, below }: PlaceEntry) {
  const t = useText();
  const shown = usePlace().route;
  const here = shown === route || below.includes(shown);
  return (
    <a href={addressOf({ route })} className="navigation__place" aria-current={here ? 'page' : undefined}>
      <Icon name={icon} />
      <span>{t(`console.places.${route}`)}</span>
      {route === 'events' && <CurrentEvents />}
    </a>
  );
}

/** Never further away than the navigation: that something is Current. */
function CurrentEvents() {
  const t = useText();
  const events = valueOf(useResource('/events', eventPageSchema))?.items ?? [];
  const current = events.filter(({ status }) => status === 'current').length;
  if (current === 0) return null;
  return <span className="navigation__pill">{t('console.frame.current', { count: current })}</span>;
}
