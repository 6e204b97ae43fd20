/** Finds a message's parts and where their bytes are, in one pass and within limits; nothing is decoded (RFC 2046). */
import { firstField, lineAt, readHeaderBlock, unfold, type HeaderField } from './header-block.ts';
import { MimeRefused, type MimeLimits } from './limits.ts';
import { readStructuredValue, type StructuredValue } from './parameters.ts';

export interface MimePart {
  readonly fields: readonly HeaderField[];
  readonly type: StructuredValue;
  readonly disposition: StructuredValue;
  /** Lower case; `7bit` when the part does not say. */
  readonly encoding: string;
  /** The body, still encoded: byte offsets in the message. */
  readonly start: number;
  readonly end: number;
  /** Empty for a part that is not multipart. */
  readonly parts: readonly MimePart[];
}

/** Where a part's body ended: at a boundary of the multipart `level`, or, with level -1, at the end of the message. */
interface Stop {
  readonly at: number;
  readonly level: number;
  readonly closes: boolean;
  readonly next: number;
}

interface Walk {
  readonly bytes: Buffer;
  readonly limits: MimeLimits;
  parts: number;
  headerBytes: number;
}

/** Throws `MimeRefused` when a limit is met. */
export function readStructure(bytes: Buffer, limits: MimeLimits): MimePart {
  return readPart({ bytes, limits, parts: 0, headerBytes: 0 }, 0, [], 'text/plain').part;
}

function readPart(
  walk: Walk,
  start: number,
  open: readonly Buffer[],
  defaultType: string,
): { readonly part: MimePart; readonly stop: Stop } {
  const head = readHead(walk, start, open, defaultType);
  if (!head.type.token.startsWith('multipart/')) return readLeaf(walk.bytes, head, open);
  const boundary = boundaryOf(walk.bytes, head, open);
  if (boundary === null) return readPlain(walk.bytes, head, open, defaultType);
  const within = [...open, boundary];
  const own = open.length;
  const parts: MimePart[] = [];
  const childType = head.type.token === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  let stop = nextBoundary(walk.bytes, head.start, within);
  while (stop.level === own && !stop.closes) {
    const child = readPart(walk, stop.next, within, childType);
    parts.push(child.part);
    stop = child.stop;
  }
  if (stop.level === own) stop = nextBoundary(walk.bytes, stop.next, open);
  return { part: { ...head, end: bodyEnd(walk.bytes, head.start, stop), parts }, stop };
}

type Head = Omit<MimePart, 'end' | 'parts'>;

function readLeaf(bytes: Buffer, head: Head, open: readonly Buffer[]): { part: MimePart; stop: Stop } {
  const stop = nextBoundary(bytes, head.start, open);
  return { part: { ...head, end: bodyEnd(bytes, head.start, stop), parts: [] }, stop };
}

/** A multipart without parts: what it holds is shown as it stands rather than not at all. */
function readPlain(bytes: Buffer, head: Head, open: readonly Buffer[], defaultType: string) {
  const token = defaultType.startsWith('text/') ? defaultType : 'text/plain';
  return readLeaf(bytes, { ...head, type: { token, parameters: new Map() } }, open);
}

/** As the header says it; where none of its lines is one, the first that looks like one; null: there is none. */
function boundaryOf(bytes: Buffer, head: Head, open: readonly Buffer[]): Buffer | null {
  const declared = Buffer.from(head.type.parameters.get('boundary') ?? '');
  const own = open.length;
  if (declared.length > 0 && nextBoundary(bytes, head.start, [...open, declared]).level === own)
    return declared;
  const { at: end } = nextBoundary(bytes, head.start, open);
  const guessed = SEPARATOR.exec(
    bytes.toString('latin1', head.start, Math.min(end, head.start + GUESS_BYTES)),
  );
  return guessed === null ? null : Buffer.from(guessed[1] ?? '', 'latin1');
}

/** A line of two dashes and a word, and below it the header of a part. */
const SEPARATOR = /(?:^|\n)--([^\s-][^\s]{0,69})[ \t]*\r?\n(?=Content-[a-z-]{1,40}:)/i;
/** Preambles are short. */
const GUESS_BYTES = 64 * 1024;

function readHead(walk: Walk, start: number, open: readonly Buffer[], defaultType: string): Head {
  walk.parts += 1;
  if (open.length > walk.limits.depth) throw new MimeRefused('too-deep');
  if (walk.parts > walk.limits.parts) throw new MimeRefused('too-many-parts');
  const header = readHeaderBlock(
    walk.bytes,
    start,
    walk.limits.headerBytes,
    (lineStart, lineEnd) => boundaryAt(walk.bytes, lineStart, lineEnd, open) !== null,
  );
  walk.headerBytes += header.bodyStart - start;
  if (header.cut || walk.headerBytes > walk.limits.headerBytes) throw new MimeRefused('header-too-large');
  return {
    fields: header.fields,
    type: usableType(unfold(firstField(header.fields, 'Content-Type') ?? defaultType), defaultType),
    disposition: readStructuredValue(unfold(firstField(header.fields, 'Content-Disposition') ?? '')),
    encoding: transferEncoding(header.fields),
    start: header.bodyStart,
  };
}

/** What is no media type is read as the default (RFC 2045 section 5.2). */
function usableType(value: string, defaultType: string): StructuredValue {
  const type = readStructuredValue(value);
  return /^[^\s/]+\/[^\s/]+$/.test(type.token) ? type : { token: defaultType, parameters: type.parameters };
}

function transferEncoding(fields: readonly HeaderField[]): string {
  const value = unfold(firstField(fields, 'Content-Transfer-Encoding') ?? '');
  return /[\w-]+/.exec(value.toLowerCase())?.[0] ?? '7bit';
}

/** The line break before a boundary belongs to the boundary. */
function bodyEnd(bytes: Buffer, start: number, stop: Stop): number {
  if (stop.level === -1) return stop.at;
  const beforeLf = stop.at - 1;
  const end = bytes[beforeLf - 1] === 0x0d ? beforeLf - 1 : beforeLf;
  return Math.max(start, end);
}

function nextBoundary(bytes: Buffer, from: number, open: readonly Buffer[]): Stop {
  const none: Stop = { at: bytes.length, level: -1, closes: true, next: bytes.length };
  if (open.length === 0) return none;
  for (let at = from; at < bytes.length;) {
    const isDashes = bytes[at] === 0x2d && bytes[at + 1] === 0x2d;
    if (isDashes) {
      const line = lineAt(bytes, at);
      const found = boundaryAt(bytes, at, line.textEnd, open);
      if (found !== null) return { at, ...found, next: line.next };
    }
    const dashes = bytes.indexOf('\n--', at);
    if (dashes === -1) return none;
    at = dashes + 1;
  }
  return none;
}

/** Innermost first; the whole line must be the boundary, trailing blanks apart. */
function boundaryAt(
  bytes: Buffer,
  lineStart: number,
  lineEnd: number,
  open: readonly Buffer[],
): { readonly level: number; readonly closes: boolean } | null {
  if (bytes[lineStart] !== 0x2d || bytes[lineStart + 1] !== 0x2d) return null;
  for (let level = open.length - 1; level >= 0; level -= 1) {
    const boundary = open[level];
    const end = lineStart + 2 + (boundary?.length ?? 0);
    if (boundary === undefined || end > lineEnd) continue;
    if (bytes.compare(boundary, 0, boundary.length, lineStart + 2, end) !== 0) continue;
    const rest = bytes.toString('latin1', end, Math.min(lineEnd, end + MAX_BOUNDARY_TAIL));
    if (/^[ \t]*$/.test(rest)) return { level, closes: false };
    if (/^--[ \t]*$/.test(rest)) return { level, closes: true };
  }
  return null;
}

/** Blanks that a transport may have put after a boundary; more than these make it another line. */
const MAX_BOUNDARY_TAIL = 1000;
