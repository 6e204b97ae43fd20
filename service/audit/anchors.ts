/** Anchors of the audit log, pure: rows noted outside the database, each line bound to the one before by a keyed hash (G41). */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { firstBadSchema, type FirstBad } from '../../shared/http/audit.ts';
import type { LastRemoved } from './chain.ts';

/** A row of the log, when it was noted. */
export interface Anchor {
  /** Service time, RFC 3339. */
  readonly at: string;
  readonly seq: number;
  readonly hash: string;
  /** Absent: it was the last row. Present: all up to it are removed for their age, from a day after it was noted. */
  readonly removal?:
    | {
        /** Where the chain up to it breaks. */
        readonly firstBad: FirstBad | null;
      }
    | undefined;
}

/** Row number to every hash that was noted for it: two that differ are evidence, so neither may hide the other. */
export type Anchors = ReadonlyMap<number, ReadonlySet<string>>;

export interface NotedAnchors {
  readonly list: readonly Anchor[];
  /** Of the first line that is not as it was written: how many lines before it are. null: all are. */
  readonly firstBadLine: number | null;
  /** What the next line is bound to. */
  readonly lastMac: string;
  /** Bytes up to the last complete line; after a crash half a line may follow. */
  readonly completeBytes: number;
}

const FIRST_MAC = '0'.repeat(64);

const lineSchema = z.strictObject({
  at: z.string(),
  seq: z.int().positive(),
  hash: z.string(),
  removal: z.strictObject({ firstBad: firstBadSchema.nullable() }).optional(),
  mac: z.string(),
});

export function anchorsOf(rows: Iterable<Pick<Anchor, 'seq' | 'hash'>>): Anchors {
  const anchors = new Map<number, Set<string>>();
  for (const { seq, hash } of rows) anchors.set(seq, (anchors.get(seq) ?? new Set()).add(hash));
  return anchors;
}

/** What was the last row at some time. */
export function endsOf(list: readonly Anchor[]): readonly Anchor[] {
  return list.filter(({ removal }) => removal === undefined);
}

/** What is removed for its age, up to which row; null: nothing. */
export function lastRemovedOf(list: readonly Anchor[]): (LastRemoved & Pick<Anchor, 'at'>) | null {
  const noted = list.findLast(({ removal }) => removal !== undefined);
  if (noted?.removal === undefined) return null;
  const { at, seq, hash, removal } = noted;
  return { at, seq, hash, firstBad: removal.firstBad };
}

/** One JSON object with its line end; `mac` is HMAC-SHA-256, hexadecimal, over the line before's and this one's content. */
export function anchorLine(key: Uint8Array, prevMac: string, anchor: Anchor): string {
  return `${JSON.stringify({ ...anchor, mac: macOf(key, prevMac, anchor) })}\n`;
}

export function readAnchors(key: Uint8Array, text: string): NotedAnchors {
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  const list: Anchor[] = [];
  let lastMac = FIRST_MAC;
  let firstBadLine: number | null = null;
  for (const [index, content] of complete.split('\n').slice(0, -1).entries()) {
    const line = lineSchema.safeParse(parseJson(content)).data;
    const isWhole = line !== undefined && isMac(line.mac, macOf(key, lastMac, line));
    if (!isWhole) firstBadLine ??= index;
    if (line === undefined) continue;
    const { mac, ...anchor } = line;
    list.push(anchor);
    lastMac = mac;
  }
  return { list, firstBadLine, lastMac, completeBytes: Buffer.byteLength(complete) };
}

/** As many lines as are kept for their times; each says nothing of the rows before it that the next does not. */
const KEPT_LINES = 500;
/** Not at every line: the whole file is written anew. */
const COMPACT_FROM_LINES = 2 * KEPT_LINES;

/**
 * The text of a file that has grown long, shortened: null while it is not long, or not as it was written, which is evidence.
 * Besides the newest lines those stay that the log went back behind: a chain put back from a backup is known by them for ever.
 * So does the newest that tells what was removed.
 */
export function compacted(key: Uint8Array, { list, firstBadLine }: NotedAnchors): string | null {
  if (firstBadLine !== null || list.length < COMPACT_FROM_LINES) return null;
  const ends = endsOf(list);
  const wentBack = new Set(ends.filter(({ seq }, index) => (ends[index + 1]?.seq ?? Infinity) <= seq));
  const removal = list.findLast((anchor) => anchor.removal !== undefined);
  const kept = list.filter(
    (anchor, index) => index >= list.length - KEPT_LINES || wentBack.has(anchor) || anchor === removal,
  );
  let text = '';
  let prevMac = FIRST_MAC;
  for (const anchor of kept) {
    text += anchorLine(key, prevMac, anchor);
    prevMac = macOf(key, prevMac, anchor);
  }
  return text;
}

function macOf(key: Uint8Array, prevMac: string, { at, seq, hash, removal }: Anchor): string {
  const { firstBad = null } = removal ?? {};
  const more = removal === undefined ? [] : [firstBad?.seq ?? null, firstBad?.reason ?? null];
  return createHmac('sha256', key)
    .update(JSON.stringify([prevMac, at, seq, hash, ...more]))
    .digest('hex');
}

function isMac(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Refused by the schema.
    return undefined;
  }
}
