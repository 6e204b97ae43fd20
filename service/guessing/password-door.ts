/** Where every guess at a password is looked at: in its turn, so that guesses are few and the right one always comes in (G42, G51). */
import type { Stop } from '../../shared/lib/emitter.ts';
import { networkOf } from '../network-of.ts';
import { createFailureCounts } from './failure-counts.ts';
import { createFamiliarNetworks } from './familiar-networks.ts';
import { createLanes, type Guesser, type Places } from './lanes.ts';
import { ALLOWANCE, HASHES_AT_A_TIME, KEPT, LONGEST_WAIT_MS, MOST_WAITING } from './limits.ts';
import { createPasswordMemory, type Shown } from './password-memory.ts';
import { createRankedTurns } from './ranked-turns.ts';

export interface Guess {
  /** Whose password it is meant to be: an id, or the spelling of an address that nobody has. */
  readonly subject: string;
  /** null: there is none, and no password is right. */
  readonly stored: string | null;
  readonly password: string;
  readonly remoteAddress: string;
  /** The name of a browser that showed a cookie of ours for this subject, else null. */
  readonly browser: string | null;
}

export type Verdict =
  | { readonly kind: 'right' }
  | { readonly kind: 'wrong' }
  /** Wrong beyond the client's allowance, or not looked at: which of the two is not told. */
  | { readonly kind: 'limited'; readonly retryAfterMs: number };

export interface PasswordDoor {
  readonly try: (guess: Guess) => Promise<Verdict>;
}

interface Needs {
  /** Slow on purpose, and as slow when there is nothing to compare with. */
  readonly matches: (stored: string | null, password: string) => Promise<boolean>;
  /** Keys the memory; made anew at every start. */
  readonly memoryKey: string;
  readonly monotonicMs: () => number;
  readonly schedule: (delayMs: number, run: () => void) => Stop;
}

export function createPasswordDoor({ matches, memoryKey, monotonicMs, schedule }: Needs): PasswordDoor {
  const lanes = createLanes(monotonicMs);
  const allowances = createAllowances(monotonicMs);
  const familiar = createFamiliarNetworks(monotonicMs);
  const memory = createPasswordMemory(memoryKey, monotonicMs);
  const turns = createRankedTurns(HASHES_AT_A_TIME, MOST_WAITING);
  const pause = (delayMs: number): Promise<void> =>
    new Promise((resolve) => {
      schedule(delayMs, resolve);
    });

  /** Only behind the limits, or memory would be a way around them. null: too many waited. */
  const judge = async (shown: Shown, rank: number, places: Places): Promise<boolean | null> => {
    const known = memory.recall(shown);
    // The same wrong password again tells a guesser nothing, so it takes no place.
    if (known !== null) places.giveBack();
    if (known !== null) return known;
    const fits = await turns.run(rank, () => matches(shown.stored, shown.password));
    if (fits !== null) memory.remember(shown, fits);
    if (fits !== false) places.giveBack();
    return fits;
  };

  return {
    async try({ subject, stored, password, remoteAddress, browser }) {
      const network = networkOf(remoteAddress);
      const client = browser ?? network;
      const standing = standingOf(
        browser,
        familiar.has(subject, network),
        allowances.failures(subject, client),
      );
      const guesser: Guesser = { subject, network, exists: stored !== null, standing, client };
      const allowance = allowances.begin(guesser);
      const places = lanes(guesser);
      const shown: Shown = { subject, client, stored, password };
      const mayTry = places.waitMs <= LONGEST_WAIT_MS;
      if (mayTry && places.waitMs > 0) await pause(places.waitMs);
      const fits = mayTry ? await judge(shown, allowance.rank, places) : null;
      if (!mayTry) places.giveBack();
      if (fits !== false) allowance.takeBack();
      if (fits === null) return { kind: 'limited', retryAfterMs: Math.max(places.waitMs, LONGEST_WAIT_MS) };
      if (fits) familiar.add(subject, network);
      if (fits) return { kind: 'right' };
      const { overMs } = allowance;
      return overMs === null ? { kind: 'wrong' } : { kind: 'limited', retryAfterMs: overMs };
    },
  };
}

function standingOf(browser: string | null, isFamiliar: boolean, failures: number): Guesser['standing'] {
  if (browser !== null) return 'browser';
  if (isFamiliar) return 'familiar';
  return failures === 0 ? 'newcomer' : 'returning';
}

interface Allowance {
  /** Milliseconds until a wrong guess is called wrong again; null: it still is. */
  readonly overMs: number | null;
  /** The lower, the sooner it is this guess's turn: whoever failed least, and of those the known before strangers. */
  readonly rank: number;
  readonly takeBack: () => void;
}

interface Allowances {
  readonly failures: (subject: string, client: string) => number;
  /** Counts the guess as a failure until it is taken back, so that many at once do not slip under the limit. */
  readonly begin: (guesser: Guesser) => Allowance;
}

function createAllowances(monotonicMs: () => number): Allowances {
  const byClient = createFailureCounts(ALLOWANCE.client, KEPT, monotonicMs);
  const byNetwork = createFailureCounts(ALLOWANCE.network, KEPT, monotonicMs);
  const keyOf = (subject: string, client: string): string => `${subject}\n${client}`;
  return {
    failures: (subject, client) => byClient.of(keyOf(subject, client)),
    begin({ subject, network, standing, client }) {
      const own = keyOf(subject, client);
      const isStranger = standing === 'newcomer' || standing === 'returning';
      const failed = byClient.of(own) + (isStranger ? byNetwork.of(network) : 0);
      const waits = [byClient.add(own), ...(isStranger ? [byNetwork.add(network)] : [])];
      const overMs = Math.max(...waits.map((waitMs) => waitMs ?? 0));
      return {
        overMs: overMs === 0 ? null : overMs,
        rank: 2 * failed + (isStranger ? 1 : 0),
        takeBack() {
          byClient.takeBack(own);
          if (isStranger) byNetwork.takeBack(network);
        },
      };
    },
  };
}
