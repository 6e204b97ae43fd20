/** A card: one thing with a title. */
import { useId, type ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './card.css';

interface CardProps {
  readonly title: string;
  readonly icon?: IconName;
  /** Of its heading, below the page's; 3 without it. */
  readonly level?: 2 | 3;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Card({ title, icon, level = 3, aside, children }: CardProps) {
  const id = useId();
  const Heading = `h${level}` as const;
  return (
    <section className="card" aria-labelledby={id}>
      <header className="card__head">
        {icon !== undefined && <Icon name={icon} size={16} />}
        <Heading id={id}>{title}</Heading>
        {aside !== undefined && <span className="card__aside">{aside}</span>}
      </header>
      {children}
    </section>
  );
}

export interface FactRow {
  readonly name: string;
  readonly value: ReactNode;
}

/** Names at the start, values beside them. */
export function Facts({ rows }: { readonly rows: readonly FactRow[] }) {
  return (
    <dl className="facts figures">
      {rows.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
