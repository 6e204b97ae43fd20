/** Writes JSON a piece at a time, so that the largest answer does not hold the event loop. */
import { Readable } from 'node:stream';
import { createSlice } from './loop-turns.ts';

/** What is written in pieces: of JMAP a call's answer, its arguments, its list, an e-mail, its bodies, and one of them. */
const LEVELS = 6;

/** `spend` hears of the bytes of each piece before the next is made, and may throw. */
export async function jsonPieces(
  value: unknown,
  spend: (bytes: number) => void = () => undefined,
): Promise<readonly Buffer[]> {
  const slice = createSlice();
  const buffers: Buffer[] = [];
  let text = '';
  let values = 0;
  const flush = (): void => {
    const bytes = Buffer.from(text);
    spend(bytes.length);
    for (let from = 0; from < bytes.length; from += PIECE_LENGTH)
      buffers.push(bytes.subarray(from, from + PIECE_LENGTH));
    text = '';
  };
  await slice.rest();
  for (const piece of pieces(value, LEVELS)) {
    text += piece;
    values += 1;
    if (text.length >= PIECE_LENGTH) flush();
    else if (values % VALUES_AT_ONCE > 0) continue;
    await slice.rest();
  }
  flush();
  return buffers;
}

/** Characters that are written, and bytes that are sent, in one step: what a socket takes at once. */
const PIECE_LENGTH = 64 * 1024;
/** A tenth of a millisecond: a piece of the shortest values would have tens of thousands. */
const VALUES_AT_ONCE = 500;
/** To copy and send more in one step holds the loop, too. */
const WHOLE_BYTES = 2 * PIECE_LENGTH;

/** What is sent of the pieces: one where they are short, otherwise as fast as they are read, others in between. */
export function bodyOf(pieces: readonly Buffer[]): Buffer | Readable {
  const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return bytes <= WHOLE_BYTES ? Buffer.concat(pieces) : Readable.from(inTurns(pieces));
}

/** A socket that takes all at once never waits, and nobody else would have a turn. */
async function* inTurns(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  const slice = createSlice();
  for (const piece of pieces) {
    await slice.rest();
    yield piece;
  }
}

/** As `JSON.stringify` writes it. */
function* pieces(value: unknown, levels: number): Generator<string> {
  if (typeof value === 'string' && value.length > PIECE_LENGTH) {
    yield* longText(value);
  } else if (levels === 0 || typeof value !== 'object' || value === null) {
    // What JSON has no word for is null, as in a list.
    yield value === undefined ? 'null' : JSON.stringify(value);
  } else if (Array.isArray(value)) {
    yield '[';
    for (const [index, item] of value.entries()) {
      if (index > 0) yield ',';
      yield* pieces(item, levels - 1);
    }
    yield ']';
  } else {
    let separator = '{';
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      yield `${separator}${JSON.stringify(name)}:`;
      separator = ',';
      yield* pieces(member, levels - 1);
    }
    yield separator === '{' ? '{}' : '}';
  }
}

/** A sign that is cut in two is written as two escapes, which read the same. */
function* longText(text: string): Generator<string> {
  yield '"';
  for (let from = 0; from < text.length; from += PIECE_LENGTH)
    yield JSON.stringify(text.slice(from, from + PIECE_LENGTH)).slice(1, -1);
  yield '"';
}
