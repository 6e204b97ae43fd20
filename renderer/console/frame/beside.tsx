/** A list with one of its things beside it; where there is no room for both, the thing takes the list's place. */
import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMediaQuery } from '../../ui/use-media-query.ts';
import { addressOf, type To } from '../router/routes.ts';
import './beside.css';

/** The thing has the page to itself, and its title is the page's. */
const AloneContext = createContext(false);

const NARROW = '(width < 75rem)';

interface BesideProps {
  readonly children: ReactNode;
  /** null: the list alone. */
  readonly aside: ReactNode;
}

export function Beside({ children, aside }: BesideProps) {
  const narrow = useMediaQuery(NARROW);
  const alone = narrow && aside !== null;
  return (
    <div className="beside">
      <div className="beside__list" hidden={alone}>
        {children}
      </div>
      <AloneContext value={alone}>{aside}</AloneContext>
    </div>
  );
}

interface AsideProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly disc?: ReactNode;
  /** Where closing leads. */
  readonly back: To;
  readonly children: ReactNode;
  /** Stays in sight at its end. */
  readonly foot?: ReactNode;
}

/** Reached with the focus on its title; Escape closes it. */
export function Aside({ title, subtitle, disc, back, children, foot }: AsideProps) {
  const t = useText();
  const Heading = useContext(AloneContext) ? 'h1' : 'h2';
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const before = document.title;
    document.title = t('console.frame.title', { page: title });
    return () => {
      document.title = before;
    };
  }, [t, title]);
  useEscape(back);
  return (
    <aside className="aside" aria-label={title}>
      <header className="aside__head">
        {disc}
        <div>
          <Heading ref={heading} tabIndex={-1}>
            {title}
          </Heading>
          {subtitle !== undefined && <p>{subtitle}</p>}
        </div>
        <a href={addressOf(back)} className="aside__close" aria-label={t('console.frame.close')}>
          <Icon name="cross" size={16} />
        </a>
      </header>
      <div className="aside__content quiet-scroll" tabIndex={0} role="group" aria-label={title}>
        {children}
      </div>
      {foot !== undefined && <footer className="aside__foot">{foot}</footer>}
    </aside>
  );
}

interface AsideSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function AsideSection({ title, children }: AsideSectionProps) {
  const Heading = useContext(AloneContext) ? 'h2' : 'h3';
  return (
    <section className="aside__section" aria-label={title}>
      <Heading>{title}</Heading>
      {children}
    </section>
  );
}

/** Wherever the focus is, but in what is over it: a dialog or a menu has its own. */
function useEscape(back: To): void {
  const address = addressOf(back);
  useEffect(() => {
    const pressed = ({ key, defaultPrevented }: KeyboardEvent): void => {
      if (key !== 'Escape' || defaultPrevented) return;
      if (document.querySelector('dialog[open], :popover-open') === null) window.location.hash = address;
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [address]);
}
