/** Splits a header block into its fields, as they are, without interpreting any (RFC 5322 section 2.2). */
import { isUtf8 } from 'node:buffer';
import { decodeBytes } from './charset.ts';

export interface HeaderField {
  readonly name: string;
  /** What follows the colon up to the line's end, folds kept: the "Raw" form of RFC 8621 section 4.1.2.1. */
  readonly value: string;
}

export interface HeaderBlock {
  readonly fields: readonly HeaderField[];
  /** Where the body starts: after the empty line, or at the first line that cannot be a header's. */
  readonly bodyStart: number;
  /** The block was longer than allowed; `fields` has what came before. */
  readonly cut: boolean;
}

const LF = 0x0a;
const CR = 0x0d;
/** White space before the colon is obsolete but counts, so that `From :` cannot hide a second sender. */
const FIELD = /^([\x21-\x39\x3b-\x7e]+)[ \t]*:/;
/** A name whose colon stands on the next line: it too could hide a second sender. */
const FOLDED_NAME = /^[\x21-\x39\x3b-\x7e]+[ \t]*$/;
const COLON = /^[ \t]+:/;
/** What mbox programs put before a message. */
const MBOX_LINE = /^>?From /;

/** Reads from `start`; `endsBlock` says whether a line is a part's boundary, which ends a block that lacks its empty line. */
export function readHeaderBlock(
  bytes: Buffer,
  start: number,
  maxBytes: number,
  endsBlock: (lineStart: number, lineEnd: number) => boolean = () => false,
): HeaderBlock {
  const fields: { name: string; lines: string[] }[] = [];
  let at = start;
  while (at < bytes.length) {
    const line = lineAt(bytes, at);
    if (line.textEnd === at) return block(fields, line.next, false);
    if (line.next - start > maxBytes) return block(fields, at, true);
    const { text, next } = fieldLine(bytes, at);
    const field = FIELD.exec(text);
    const last = fields.at(-1);
    if (endsBlock(at, line.textEnd)) return block(fields, at, false);
    if (last !== undefined && /^[ \t]/.test(text)) last.lines.push(text);
    else if (field !== null) fields.push({ name: field[1] ?? '', lines: [text.slice(field[0].length)] });
    else if (!(at === start && MBOX_LINE.test(text))) return block(fields, at, false);
    at = next;
  }
  return block(fields, at, false);
}

/** A line; with the next one where only the two of them are a field's beginning. */
function fieldLine(bytes: Buffer, at: number): { readonly text: string; readonly next: number } {
  const { textEnd, next } = lineAt(bytes, at);
  const text = textOf(bytes, at, textEnd);
  if (!FOLDED_NAME.test(text)) return { text, next };
  const more = lineAt(bytes, next);
  const rest = textOf(bytes, next, more.textEnd);
  return COLON.test(rest) ? { text: text.trimEnd() + rest, next: more.next } : { text, next };
}

/** Bytes above 127 in a header are UTF-8, or what an old mailer left unencoded (RFC 6532). */
function textOf(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, end);
  if (!text.includes('\uFFFD')) return text;
  const line = bytes.subarray(start, end);
  // NUL is for whoever reads the field: here it stays what it is.
  return isUtf8(line) ? text : decodeBytes(line, null, 'plain');
}

/** The line at `at`: where its text ends and where the next one starts. */
export function lineAt(bytes: Buffer, at: number): { readonly textEnd: number; readonly next: number } {
  const lf = bytes.indexOf(LF, at);
  if (lf === -1) return { textEnd: bytes.length, next: bytes.length };
  return { textEnd: lf > at && bytes[lf - 1] === CR ? lf - 1 : lf, next: lf + 1 };
}

/** The first field of that name, compared without case, or null. */
export function firstField(fields: readonly HeaderField[], name: string): string | null {
  const wanted = name.toLowerCase();
  return fields.find((field) => field.name.toLowerCase() === wanted)?.value ?? null;
}

/** Folds undone and surrounding white space taken off. */
export function unfold(value: string): string {
  return value.replace(/[\r\n]+(?=[ \t])/g, '').trim();
}

function block(
  fields: readonly { readonly name: string; readonly lines: readonly string[] }[],
  bodyStart: number,
  cut: boolean,
): HeaderBlock {
  return {
    fields: fields.map(({ name, lines }) => ({ name, value: lines.join('\r\n') })),
    bodyStart,
    cut,
  };
}
