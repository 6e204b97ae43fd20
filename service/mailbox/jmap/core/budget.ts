/** What one request may cost, all its calls together: back references multiply what a client sends (RFC 8620 section 3.7). */
import { MethodError } from './errors.ts';
import { MAX_ANSWER_BYTES, MAX_REFERRED_CHARACTERS, MAX_REFERRED_ITEMS, MAX_TURNS } from './limits.ts';

export interface Budget {
  /** An item is taken from an earlier answer, with so many characters. Throws a `MethodError` where it is too much. */
  readonly refer: (characters?: number) => void;
  /** So many bytes are added to the answers. Throws a `MethodError` where they are too many. */
  readonly answer: (bytes: number) => void;
  /** A turn of the loop was used up; never throws, because what changes something is done to its end. */
  readonly turn: () => void;
  /** Throws a `MethodError` where too many turns were used up. */
  readonly check: () => void;
}

export function createBudget(): Budget {
  let items = 0;
  let characters = 0;
  let bytes = 0;
  let turns = 0;
  return {
    refer(more = 0) {
      items += 1;
      characters += more;
      if (items > MAX_REFERRED_ITEMS)
        throw tooLarge(`refers to more than ${String(MAX_REFERRED_ITEMS)} items`);
      if (characters > MAX_REFERRED_CHARACTERS)
        throw tooLarge(`refers to more than ${String(MAX_REFERRED_CHARACTERS)} characters`);
    },
    answer(more) {
      bytes += more;
      if (bytes > MAX_ANSWER_BYTES)
        throw tooLarge(`would be answered with more than ${String(MAX_ANSWER_BYTES)} bytes`);
    },
    turn: () => {
      turns += 1;
    },
    check() {
      if (turns > MAX_TURNS) throw tooLarge('takes too long to compute');
    },
  };
}

function tooLarge(what: string): MethodError {
  return new MethodError('requestTooLarge', `the request ${what}: ask for less at once`);
}
