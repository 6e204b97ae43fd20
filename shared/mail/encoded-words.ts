/** Encoded words of header fields (RFC 2047), as mailers write them: adjacent ones are joined as bytes before they are decoded. */
import { decodeBytes } from './charset.ts';
import { decodeBase64, hexOctet } from './transfer-encoding.ts';

/** Blanks in it are not allowed, and are there. Linear: a word begins at its mark and has no mark within. */
const WORD = /=\?([^\s?]{1,60})\?([BbQq])\?([^?]*)\?=/g;

interface Run {
  /** Where it stands in the value. */
  readonly start: number;
  end: number;
  text: string;
  /** Of the words that are still to be decoded together. */
  charset: string;
  pieces: Buffer[];
  /** Letters of base64 that a careless mailer cut off from their octet. */
  rest: string;
}

/** The value with its words decoded. */
export function decodeWords(value: string): string {
  return withWords(value, (text) => text);
}

/** The value with each run of words as one word in UTF-8, for a parser that decodes words one by one. */
export function evenWords(value: string): string {
  return withWords(value, (text) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`);
}

function withWords(value: string, write: (text: string) => string): string {
  if (!value.includes('=?')) return value;
  let written = '';
  let end = 0;
  for (const run of runsOf(value)) {
    written += value.slice(end, run.start) + write(run.text);
    end = run.end;
  }
  return written + value.slice(end);
}

function runsOf(value: string): readonly Run[] {
  const runs: Run[] = [];
  for (const { 0: word, 1: label = '', 2: kind = '', 3: content = '', index: start } of value.matchAll(
    WORD,
  )) {
    const charset = label.split('*', 1)[0]?.toLowerCase() ?? '';
    const last = runs.at(-1);
    const isNext = last !== undefined && /^\s*$/.test(value.slice(last.end, start));
    const run: Run = isNext ? last : { start, end: 0, text: '', charset, pieces: [], rest: '' };
    if (!isNext) runs.push(run);
    if (run.charset !== charset) decodeSoFar(run);
    run.charset = charset;
    run.end = start + word.length;
    add(run, kind.toUpperCase(), content);
  }
  for (const run of runs) decodeSoFar(run);
  return runs;
}

function add(run: Run, kind: string, content: string): void {
  if (kind === 'Q') {
    run.pieces.push(decodeQ(content));
    return;
  }
  const letters = run.rest + content.replace(/[^A-Za-z0-9+/=]+/g, '');
  const isCut = letters.replace(/=+$/, '').length % 4 === 1;
  run.rest = isCut ? letters.slice(-1) : '';
  run.pieces.push(decodeBase64(isCut ? letters.slice(0, -1) : letters));
}

function decodeSoFar(run: Run): void {
  run.text += decodeBytes(Buffer.concat(run.pieces), run.charset, 'plain');
  run.pieces = [];
  run.rest = '';
}

function decodeQ(content: string): Buffer {
  const bytes = Buffer.from(content, 'utf8');
  const decoded: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const octet = byte === 0x3d ? hexOctet(bytes[at + 1], bytes[at + 2]) : null;
    decoded.push(octet ?? (byte === 0x5f ? 0x20 : byte));
    if (octet !== null) at += 2;
  }
  return Buffer.from(decoded);
}
