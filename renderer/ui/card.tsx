/** A card: one thing with a title. */
import { useId, type ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './card.css';

interface CardProps {
  readonly title: string;
  readonly icon?: IconName;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Card({ title, icon, aside, children }: CardProps) {
  const id = useId();
  return (
    <section className="card" aria-labelledby={id}>
      <header className="card__head">
        {icon !== undefined && <Icon name={icon} size={16} />}
        <h3 id={id}>{title}</h3>
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
