/** A page that scrolls as a whole: title, lead, content. */
import { useId, type ReactNode } from 'react';
import './page.css';

interface PageProps {
  readonly title: string;
  readonly lead?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, lead, actions, children }: PageProps) {
  const id = useId();
  return (
    // Reached by Tab, so that the keyboard can scroll it.
    <section className="page quiet-scroll" aria-labelledby={id} tabIndex={0}>
      <header className="page__head">
        <div>
          <h2 id={id}>{title}</h2>
          {lead !== undefined && <p>{lead}</p>}
        </div>
        {actions}
      </header>
      {children}
    </section>
  );
}
