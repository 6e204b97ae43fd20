/** Changes an input as a hostile or broken peer might: bits, numbers, words, pieces of it and of others. */
import type { Random } from './random.ts';

/** Beyond it an input is cut: what is larger is one promise of its own, and costs the run its speed. */
export const MAX_INPUT_BYTES = 512 * 1024;

const MAX_CHANGES = 6;
const MAX_REPEATS = 200;
/** A piece that is taken out, doubled or moved. */
const MAX_PIECE_BYTES = 64;

/** What parsers of any kind stumble over. */
const COMMON_WORDS = [
  ...['\0', '\r\n', '\n', '\r', '\t', ' ', '"', "'", '\\', '/', '<', '>', '{', '}', '[', ']', ',', ':', ';'],
  ...['-1', '0', '1e999', '9007199254740993', '2147483648', 'null', 'true', '""', '[]', '{}', '__proto__'],
  ...[
    '\u202e',
    '\ufeff',
    '\ufffd',
    '\ud83d\ude00',
    'a\u0301',
    '%00',
    '../',
    '\\ud800',
    '9999-12-31T23:59:59.999Z',
  ],
];

type Change = (
  input: Buffer,
  random: Random,
  others: readonly Uint8Array[],
  words: readonly string[],
) => Buffer;

const CHANGES: readonly Change[] = [
  function flipBit(input, random) {
    const changed = Buffer.from(input);
    const bit = random.below(input.length * 8);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return changed;
  },
  function setByte(input, random) {
    const changed = Buffer.from(input);
    changed[random.below(input.length)] = random.below(256);
    return changed;
  },
  function insertWord(input, random, _others, words) {
    const word = Buffer.from(random.pick(random.below(2) === 0 ? words : COMMON_WORDS) ?? '');
    const { at, end } = pieceOf(input, random);
    return Buffer.concat([input.subarray(0, at), word, input.subarray(random.below(2) === 0 ? at : end)]);
  },
  function removePiece(input, random) {
    const { at, end } = pieceOf(input, random);
    return Buffer.concat([input.subarray(0, at), input.subarray(end)]);
  },
  function repeatPiece(input, random) {
    const { at, end } = pieceOf(input, random);
    const times = random.below(4) === 0 ? random.below(MAX_REPEATS) : 1;
    const repeated = Array.from({ length: times }, () => input.subarray(at, end));
    return Buffer.concat([input.subarray(0, end), ...repeated, input.subarray(end)]);
  },
  function movePiece(input, random) {
    const { at, end } = pieceOf(input, random);
    const to = random.below(at + 1);
    return Buffer.concat([
      input.subarray(0, to),
      input.subarray(at, end),
      input.subarray(to, at),
      input.subarray(end),
    ]);
  },
  function cutOff(input, random) {
    return input.subarray(0, random.below(input.length + 1));
  },
  function splice(input, random, others) {
    const other = Buffer.from(random.pick(others) ?? input);
    return Buffer.concat([
      input.subarray(0, random.below(input.length + 1)),
      other.subarray(random.below(other.length + 1)),
    ]);
  },
  function changeNumber(input, random) {
    const text = input.toString('latin1');
    const numbers = [...text.matchAll(/\d+/g)];
    const found = random.pick(numbers);
    if (found === undefined) return input;
    const value = random.pick(['0', '-1', String(Number(found[0]) + 1), '4294967296', '1e400', '0.1']) ?? '0';
    return Buffer.from(
      text.slice(0, found.index) + value + text.slice(found.index + found[0].length),
      'latin1',
    );
  },
];

/** One to six changes; `others` are inputs to take pieces from. */
export function mutate(
  input: Uint8Array,
  random: Random,
  others: readonly Uint8Array[],
  words: readonly string[],
): Uint8Array {
  let changed: Buffer = Buffer.from(input);
  for (let left = 1 + random.below(MAX_CHANGES); left > 0; left -= 1) {
    if (changed.length === 0) return Buffer.from(random.pick(COMMON_WORDS) ?? '');
    changed = random.pick(CHANGES)?.(changed, random, others, words) ?? changed;
  }
  return changed.subarray(0, MAX_INPUT_BYTES);
}

function pieceOf(input: Buffer, random: Random): { readonly at: number; readonly end: number } {
  const at = random.below(input.length);
  return { at, end: Math.min(input.length, at + 1 + random.below(MAX_PIECE_BYTES)) };
}
