/** How deep and how much a JSON text may be, seen in its bytes before anything is built of it. Pure. */

/** Nothing that is asked of the service is a quarter as deep; programs that walk a value call themselves at each step. */
export const MAX_JSON_DEPTH = 64;
/** More than 500 drafts, or the ids of everyone in a large company; to build so many objects holds the loop for 10 ms. */
export const MAX_JSON_VALUES = 16_000;

export type JsonExcess = 'too-deep' | 'too-many-values';

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** null: within bounds. Whether it is JSON at all, parsing tells. */
export function jsonExcess(bytes: Uint8Array): JsonExcess | null {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) {
      at = endOfString(bytes, at + 1);
    } else if (byte === OPENING_BRACE || byte === OPENING_BRACKET) {
      depth += 1;
      values += 1;
    } else if (byte === CLOSING_BRACE || byte === CLOSING_BRACKET) {
      depth -= 1;
    } else if (byte === COMMA) {
      values += 1;
    }
    if (depth > MAX_JSON_DEPTH) return 'too-deep';
    if (values > MAX_JSON_VALUES) return 'too-many-values';
  }
  return null;
}

/** Where its closing quotation mark is, or the text ends. */
function endOfString(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
