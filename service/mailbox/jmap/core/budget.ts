/** What one request may cost, all its calls together: back references multiply what a client sends (RFC 8620 section 3.7). */
import { MethodError } from './errors.ts';
import { MAX_ANSWER_BYTES, MAX_REFERRED_ITEMS } from './limits.ts';

export interface Budget {
  /** An item is taken from an earlier answer. Throws a `MethodError` where there were too many. */
  readonly refer: () => void;
  /** So many bytes are added to the answers. Throws a `MethodError` where they are too many. */
  readonly answer: (bytes: number) => void;
}

export function createBudget(): Budget {
  let items = 0;
  let bytes = 0;
  return {
    refer() {
      items += 1;
      if (items > MAX_REFERRED_ITEMS)
        throw tooLarge(`refers to more than ${String(MAX_REFERRED_ITEMS)} items`);
    },
    answer(more) {
      bytes += more;
      if (bytes > MAX_ANSWER_BYTES)
        throw tooLarge(`would be answered with more than ${String(MAX_ANSWER_BYTES)} bytes`);
    },
  };
}

function tooLarge(what: string): MethodError {
  return new MethodError('requestTooLarge', `the request ${what}: ask for less at once`);
}
