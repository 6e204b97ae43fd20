/** A person's or a list's initials on a disc, always in the same colour for the same address. */
import './person-disc.css';

const COLOURS = 8;

export interface PersonDiscProps {
  readonly name: string;
  /** What the colour follows, usually the address. */
  readonly identity: string;
  readonly size?: 24 | 28 | 32 | 40 | 56;
}

/** Decoration: the name stands beside it. */
export function PersonDisc({ name, identity, size = 32 }: PersonDiscProps) {
  return (
    <span className={`person-disc person-disc--${size} person-disc--c${colourOf(identity)}`} aria-hidden>
      {initialsOf(name === '' ? identity : name)}
    </span>
  );
}

/** First letters of the first and the last word; `Lena Vogt` is LV. Symbols and bidirectional marks are passed over. */
export function initialsOf(name: string): string {
  const words = name
    .split(/[\s.@_-]+/u)
    .map((word) => /\p{Letter}/u.exec(word)?.[0] ?? '')
    .filter((letter) => letter !== '');
  const [first = ''] = words;
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return (first + last).toLocaleUpperCase();
}

/** 1 to 8, by a small hash (FNV-1a) of the identity. */
export function colourOf(identity: string): number {
  let hash = 0x811c9dc5;
  for (const character of identity.toLowerCase()) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return ((hash >>> 0) % COLOURS) + 1;
}
