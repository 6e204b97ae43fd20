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
  const flush = (): void => {
    const bytes = Buffer.from(text);
    spend(bytes.length);
    buffers.push(bytes);
    text = '';
  };
  for (const piece of pieces(value, LEVELS)) {
    text += piece;
    if (text.length < PIECE_CHARACTERS) continue;
    flush();
    await slice.rest();
  }
  flush();
  return buffers;
}

const PIECE_CHARACTERS = 64 * 1024;
/** To copy more into one piece holds the loop, too. */
const WHOLE_BYTES = 512 * 1024;

/** What is sent of the pieces: one where they are short, otherwise as fast as they are read. */
export function bodyOf(pieces: readonly Buffer[]): Buffer | Readable {
  const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return bytes <= WHOLE_BYTES ? Buffer.concat(pieces) : Readable.from(pieces);
}

/** As `JSON.stringify` writes it. */
function* pieces(value: unknown, levels: number): Generator<string> {
  if (levels === 0 || typeof value !== 'object' || value === null) {
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
