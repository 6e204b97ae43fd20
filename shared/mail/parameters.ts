/** Reads a structured header value, `token; name=value; …` (RFC 2045 section 5.1), as mailers write it: the first of two equal names wins. */
import { decodeBytes } from './charset.ts';
import { decodeWords } from './encoded-words.ts';
import { hexOctet } from './transfer-encoding.ts';

export interface StructuredValue {
  /** Lower case. */
  readonly token: string;
  /** By name in lower case, undecoded. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** A name with its value, quoted or not; a missing semicolon before it is forgiven. Linear: it only goes forward. */
const PARAMETER = /([^\s=;"()]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"?|([^;"]*))|[^\s;=]+|=/gs;
/** Names of files have blanks, quoted or not. */
const IS_FILE_NAME = /^(?:file)?name(?:\*|$)/;

export function readStructuredValue(value: string): StructuredValue {
  const token = /^\s*[^;\s(]*/.exec(value)?.[0] ?? '';
  const parameters = new Map<string, string>();
  let rest = value.slice(token.length);
  for (;;) {
    PARAMETER.lastIndex = 0;
    const found = PARAMETER.exec(rest);
    if (found === null) break;
    const [whole, name = '', quoted, plain = ''] = found;
    const key = name.toLowerCase();
    const isOneWord = quoted === undefined && !IS_FILE_NAME.test(key);
    const written = isOneWord ? (/^[^\s;]*/.exec(plain)?.[0] ?? '') : plain.trim();
    if (key !== '' && !parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/gs, '$1') ?? written);
    const taken = isOneWord ? whole.length - plain.length + written.length : whole.length;
    rest = rest.slice(found.index + Math.max(1, taken));
  }
  return { token: token.trim().toLowerCase(), parameters };
}

/** A parameter in words: in pieces and with a character set (RFC 2231), in encoded words as mailers do, or as it stands; null without one. */
export function parameterText({ parameters }: StructuredValue, name: string): string | null {
  const extended = parameters.get(`${name}*`);
  if (extended !== undefined) return decodeExtended([{ text: extended, encoded: true }]);
  const pieces = piecesOf(parameters, name);
  if (pieces.length > 0) return decodeExtended(pieces);
  const plain = parameters.get(name);
  return plain === undefined ? null : decodeWords(plain);
}

interface Piece {
  readonly text: string;
  readonly encoded: boolean;
}

/** A name of more pieces is no name. */
const MAX_PIECES = 100;

function piecesOf(parameters: ReadonlyMap<string, string>, name: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let index = 0; index < MAX_PIECES; index += 1) {
    const encoded = parameters.get(`${name}*${String(index)}*`);
    const text = encoded ?? parameters.get(`${name}*${String(index)}`);
    if (text === undefined) break;
    pieces.push({ text, encoded: encoded !== undefined });
  }
  return pieces;
}

function decodeExtended(pieces: readonly Piece[]): string {
  const [first, ...more] = pieces;
  const [, charset = '', content] =
    /^([^']*)'[^']*'(.*)$/s.exec(first?.encoded === true ? first.text : '') ?? [];
  const start = { text: content ?? first?.text ?? '', encoded: first?.encoded ?? false };
  const bytes = [start, ...more].map(({ text, encoded }) =>
    encoded ? percentDecoded(text) : Buffer.from(text),
  );
  const text = decodeBytes(Buffer.concat(bytes), charset, 'plain');
  return pieces.some(({ encoded }) => encoded) ? text : decodeWords(text);
}

function percentDecoded(text: string): Buffer {
  const bytes = Buffer.from(text);
  const decoded: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const octet = bytes[at] === 0x25 ? hexOctet(bytes[at + 1], bytes[at + 2]) : null;
    decoded.push(octet ?? bytes[at] ?? 0);
    if (octet !== null) at += 2;
  }
  return Buffer.from(decoded);
}
