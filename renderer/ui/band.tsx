/** The band across the top: the one thing that changes the room. Its height, icon and words differ, not only its colour. */
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './band.css';

export type BandTone = 'dr' | 'recovering' | 'blocked';

interface TallBandProps {
  readonly tone: BandTone;
  readonly label: string;
  readonly icon: IconName;
  readonly eyebrow: string;
  readonly heading: string;
  readonly message: ReactNode;
  /** Facts and the one button, at the end of the line. */
  readonly side?: ReactNode;
  /** Darker foot: what works now. */
  readonly strip?: ReactNode;
}

export function TallBand({ tone, label, icon, eyebrow, heading, message, side, strip }: TallBandProps) {
  return (
    <section className={`band band--${tone}`} aria-label={label}>
      <div className="band__top">
        <span className="band__disc">
          <Icon name={icon} size={28} />
        </span>
        <div className="band__words">
          <p className="band__eyebrow">{eyebrow}</p>
          <h1 className="band__heading" dir="auto">
            {heading}
          </h1>
          <div className="band__message">{message}</div>
        </div>
        {side !== undefined && <div className="band__side">{side}</div>}
      </div>
      {strip !== undefined && <div className="band__strip">{strip}</div>}
    </section>
  );
}

interface SlimBandProps {
  readonly tone: BandTone;
  readonly label: string;
  readonly icon: IconName;
  readonly heading: string;
  readonly line: ReactNode;
  readonly side?: ReactNode;
}

/** For a person who has read it and needs the space. */
export function SlimBand({ tone, label, icon, heading, line, side }: SlimBandProps) {
  return (
    <section className={`band band--slim band--${tone}`} aria-label={label}>
      <div className="band__top">
        <span className="band__disc">
          <Icon name={icon} size={20} />
        </span>
        <div className="band__words">
          <h1 className="band__heading" dir="auto">
            {heading}
          </h1>
          <div className="band__message">{line}</div>
        </div>
        {side !== undefined && <div className="band__side">{side}</div>}
      </div>
    </section>
  );
}

interface QuietBandProps {
  readonly label: string;
  readonly icon: IconName;
  readonly tone: 'fine' | 'look';
  readonly words: string;
  readonly note?: ReactNode;
}

/** Normal: thin, one sentence, one tick. */
export function QuietBand({ label, icon, tone, words, note }: QuietBandProps) {
  return (
    <section className={`band band--quiet band--${tone}`} aria-label={label}>
      <Icon name={icon} size={16} />
      <h1 className="band__sentence">{words}</h1>
      {note !== undefined && <span className="band__note">{note}</span>}
    </section>
  );
}

export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** Name above value, side by side: since, until. */
export function BandFacts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="band__facts figures">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
