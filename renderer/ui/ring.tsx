/** A ring of shares, each with a pattern of its own, so that it is read without colour too. */
import { useId } from 'react';
import './ring.css';

export interface RingShare {
  readonly value: number;
  readonly tone: 'dr' | 'recovering' | 'gone' | 'bad' | 'brand';
}

interface RingProps {
  /** Says in words what the ring draws. */
  readonly label: string;
  readonly shares: readonly RingShare[];
  /** What 100 % is; at least the sum of the shares. */
  readonly total: number;
  readonly figure: string;
  readonly caption: string;
}

const RADIUS = 60;
const LENGTH = 2 * Math.PI * RADIUS;
const GAP = 2;
/** One of ten thousand is seen too. */
const LEAST = 2;

export function Ring({ label, shares, total, figure, caption }: RingProps) {
  const arcs = arcsOf(shares, total);
  const hatch = useId();
  return (
    <div className="ring" role="img" aria-label={label}>
      <svg viewBox="0 0 144 144" aria-hidden>
        <Hatch id={hatch} />
        <circle className="ring__ground" cx="72" cy="72" r={RADIUS} />
        {arcs.map(({ tone, length, offset }) => (
          <circle
            key={tone}
            className={`ring__arc ring__arc--${tone}`}
            {...(tone === 'gone' ? { stroke: `url(#${hatch})` } : {})}
            cx="72"
            cy="72"
            r={RADIUS}
            strokeDasharray={`${length} ${LENGTH - length}`}
            strokeDashoffset={offset}
          />
        ))}
      </svg>
      <span className="ring__figure">{figure}</span>
      <span className="ring__caption">{caption}</span>
    </div>
  );
}

/** What is not known has a pattern, not a colour alone. */
function Hatch({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect className="ring__hatch" width="2.5" height="5" />
    </pattern>
  );
}

interface Arc {
  readonly tone: RingShare['tone'];
  readonly length: number;
  readonly offset: number;
}

/** Each begins where the one before it ends. */
function arcsOf(shares: readonly RingShare[], total: number): readonly Arc[] {
  const arcs: Arc[] = [];
  let before = 0;
  for (const { value, tone } of shares) {
    const length = total === 0 ? 0 : (value / total) * LENGTH;
    const drawn = value === total ? length : Math.max(LEAST, length - GAP);
    if (value > 0) arcs.push({ tone, length: drawn, offset: -before });
    before += length;
  }
  return arcs;
}
