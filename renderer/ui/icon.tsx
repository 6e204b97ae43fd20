/** The icons: drawn on 20 × 20, one stroke, in the colour of the text beside them; one meaning, one icon. */
import { FORMAT_SIGNS } from './icon-formats.tsx';
import { SIGNS } from './icon-signs.tsx';
import { THINGS } from './icon-things.tsx';
import './icon.css';

const DRAWINGS = { ...SIGNS, ...THINGS, ...FORMAT_SIGNS };

export type IconName = keyof typeof DRAWINGS;

/** Arrows follow the reading direction; a clock, a tick and a life-ring do not (tokens, Icons). */
const MIRRORED: ReadonlySet<IconName> = new Set<IconName>([
  'sent',
  'sign-out',
  'delegate',
  'mail-flow',
  'quote',
  'bullets',
]);

export interface IconProps {
  readonly name: IconName;
  readonly size?: 12 | 14 | 16 | 20 | 24 | 28 | 40;
  /** Words for who cannot see it; without them it is decoration beside a word. */
  readonly label?: string;
}

export function Icon({ name, size = 20, label }: IconProps) {
  const className = `icon icon--${size}${MIRRORED.has(name) ? ' icon--mirrored' : ''}`;
  const naming =
    label === undefined ? { 'aria-hidden': true as const } : { role: 'img', 'aria-label': label };
  return (
    <svg className={className} viewBox="0 0 20 20" {...naming}>
      {DRAWINGS[name]}
    </svg>
  );
}
