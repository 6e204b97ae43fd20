/** Who has to wait for whose guesses: each guess takes a place in one or two lanes (G42, G51). */
import { KEPT, LOOKED_AT } from './limits.ts';
import { createPace, type Pace } from './pace.ts';

export interface Guesser {
  /** Whose password is guessed at: an id, or the spelling of an address that nobody has. */
  readonly subject: string;
  readonly network: string;
  /** Whether there is a password to be guessed. */
  readonly exists: boolean;
  /** `newcomer`: this network has not just failed with this person. */
  readonly standing: 'newcomer' | 'returning' | 'familiar' | 'browser';
  /** What it is known by: the network, or the name of a browser. */
  readonly client: string;
}

/** Places taken; how far the furthest is away, and the way to give all of them back. */
export interface Places {
  readonly waitMs: number;
  readonly giveBack: () => void;
}

export type Lanes = (guesser: Guesser) => Places;

export function createLanes(monotonicMs: () => number): Lanes {
  const pace = (kind: keyof typeof LOOKED_AT): Pace => createPace(LOOKED_AT[kind], KEPT, monotonicMs);
  const ofStrangers = () => ({ newcomer: pace('newcomer'), returning: pace('returning') });
  // Apart, so that a flood of made-up names never pushes out what is kept of people.
  const strangers = { atSomebody: ofStrangers(), atNobody: ofStrangers() };
  const known = { familiar: pace('familiar'), browser: pace('browser') };
  const networks = pace('network');
  const placesOf = ({ subject, network, exists, standing, client }: Guesser): readonly [Pace, string][] =>
    standing === 'newcomer' || standing === 'returning'
      ? [
          [strangers[exists ? 'atSomebody' : 'atNobody'][standing], subject],
          [networks, network],
        ]
      : [[known[standing], `${subject}\n${client}`]];
  return (guesser) => {
    const places = placesOf(guesser);
    const waits = places.map(([lane, key]) => lane.take(key));
    return {
      waitMs: Math.max(...waits),
      giveBack() {
        for (const [lane, key] of places) lane.giveBack(key);
      },
    };
  };
}
