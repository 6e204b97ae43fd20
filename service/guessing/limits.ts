/** How much may be guessed at passwords, and by whom: start values of the security decisions, and what G42 and G51 promise. */
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import type { FailureRate } from './failure-counts.ts';
import type { Rate } from './pace.ts';

/** What a client is told of wrong guesses before it is told to wait: five at one person, twenty at all of them. */
export const ALLOWANCE = {
  client: { count: 5, perMs: 10 * MINUTE_MS },
  network: { count: 20, perMs: HOUR_MS },
} as const satisfies Readonly<Record<string, FailureRate>>;

/**
 * How many guesses are looked at all the same, so that nobody is kept out of the right password by the guesses of others.
 * The bursts are two guesses of each of a hundred strangers; an honest client in a network that did not fail waits
 * for one place at most, which is why newcomers have one every four seconds (G51: within 5 s).
 */
export const LOOKED_AT = {
  /** At one person, from networks that have not just failed with them. */
  newcomer: { burst: 200, everyMs: 4 * SECOND_MS },
  /** At one person, from all networks that have just failed with them together. */
  returning: { burst: 200, everyMs: 36 * SECOND_MS },
  /** From one network, at whomever. */
  network: { burst: 200, everyMs: 4 * SECOND_MS },
  /** At one person, from a network in which they signed in before: strangers elsewhere cannot use it up. */
  familiar: { burst: 200, everyMs: 36 * SECOND_MS },
  /** By a browser that has a cookie of ours: nobody shares it, so its thief gets no more than the allowance. */
  browser: { burst: 5, everyMs: 2 * MINUTE_MS },
} as const satisfies Readonly<Record<string, Rate>>;

/** A guess whose place is near is kept waiting for it rather than refused. */
export const LONGEST_WAIT_MS = 4 * SECOND_MS;

/** Each takes 19 MiB and a core for some 40 ms. */
export const HASHES_AT_A_TIME = 2;
/** What is further back would wait longer than 4 s; whoever failed most is sent away first. */
export const MOST_WAITING = 200;

/** A mail client sends its password with every request; hashing each would cost a core. */
export const RIGHT_REMEMBERED_MS = 5 * MINUTE_MS;
/** One that has an old password sends that with every request: it is one guess, not many. */
export const WRONG_REMEMBERED_MS = 10 * MINUTE_MS;
/** A month away is a holiday; after it one is a stranger once. */
export const FAMILIAR_MS = 30 * 24 * HOUR_MS;
/** Networks of one person that are kept: more than anybody signs in from. */
export const FAMILIAR_NETWORKS = 16;

/** Keys of each kind that are kept, some 100 bytes each; what is given up was only ever an obstacle to strangers. */
export const KEPT = 50_000;
