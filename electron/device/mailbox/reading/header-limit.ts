/** Cuts a header that is too long to be one, before anything parses it. */
import { MAX_HEADER_BYTES } from './limits.ts';

const LF = 0x0a;
const CR = 0x0d;

export interface LimitedMessage {
  readonly raw: Uint8Array;
  readonly cut: boolean;
}

/** Whole lines up to the limit stay, then the body follows as it is. */
export function limitHeader(raw: Uint8Array): LimitedMessage {
  const body = bodyStart(raw);
  if (body <= MAX_HEADER_BYTES) return { raw, cut: false };
  const head = raw.subarray(0, raw.lastIndexOf(LF, MAX_HEADER_BYTES) + 1);
  const blankLine = Uint8Array.of(CR, LF);
  return { raw: Buffer.concat([head, blankLine, raw.subarray(body)]), cut: true };
}

/** Where the first empty line ends; the whole length when there is none. */
function bodyStart(raw: Uint8Array): number {
  let lineStart = 0;
  for (;;) {
    const end = raw.indexOf(LF, lineStart);
    if (end < 0) return raw.length;
    const isEmpty = end === lineStart || (end === lineStart + 1 && raw[lineStart] === CR);
    if (isEmpty) return end + 1;
    lineStart = end + 1;
  }
}
