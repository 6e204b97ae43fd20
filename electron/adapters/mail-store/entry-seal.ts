/** What the index keeps of a mail for its list: compact, and marked so that an altered row is never shown as true. */
import { hash } from 'node:crypto';
import type { CachedMail, StoredRow } from '../../device/ports.ts';
import type { MailAddress } from '../../../shared/bridge/mail.ts';
import { deriveKey } from '../sealing/seal.ts';
import { toRow } from './mail-row.ts';

/** The index is encrypted but its pages are not authenticated: a flipped bit would come back as a silently wrong row. */
const MARK_BYTES = 16;

type Pair = readonly [name: string, address: string];
type Entry = readonly [
  id: string,
  threadId: string,
  receivedAt: string,
  from: Pair,
  to: readonly Pair[],
  subject: string,
  preview: string,
  hasAttachment: boolean,
  list: string | null,
  size: number,
];

export interface EntryFlags {
  readonly unread: boolean;
  readonly flagged: boolean;
}

export interface EntrySeal {
  readonly pack: (n: number, mail: CachedMail) => Buffer;
  /** null when it is not what was packed for this place. */
  readonly unpack: (n: number, packed: Uint8Array, flags: EntryFlags) => StoredRow | null;
}

export function createEntrySeal(key: Uint8Array): EntrySeal {
  const markKey = deriveKey(key, 'mail: index entries').toString('hex');
  // A keyed SHA-256, cut to half: HMAC's second pass guards against extension, which a cut digest does not allow
  // anyway, and costs as much again for each of the 50 rows of a page (C2).
  const mark = (n: number, text: string): string =>
    hash('sha256', `${markKey}|${n}|${text}`, 'hex').slice(0, MARK_BYTES * 2);
  return {
    pack: (n, mail) => {
      const text = JSON.stringify(toEntry(mail));
      return Buffer.concat([Buffer.from(mark(n, text), 'hex'), Buffer.from(text, 'utf8')]);
    },
    unpack: (n, packed, flags) => {
      const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
      const text = bytes.toString('utf8', MARK_BYTES);
      if (mark(n, text) !== bytes.toString('hex', 0, MARK_BYTES)) return null;
      // Marked by our own key, so it is what toEntry made.
      return fromEntry(JSON.parse(text) as Entry, flags);
    },
  };
}

function toEntry(mail: CachedMail): Entry {
  const row = toRow(mail);
  return [
    row.id,
    row.threadId,
    row.receivedAt,
    toPair(row.from),
    row.to.map(toPair),
    row.subject,
    row.preview,
    row.hasAttachment,
    row.list,
    row.size,
  ];
}

function fromEntry(
  [id, threadId, receivedAt, from, to, subject, preview, hasAttachment, list, size]: Entry,
  flags: EntryFlags,
): StoredRow {
  return {
    id,
    threadId,
    receivedAt,
    from: fromPair(from),
    to: to.map(fromPair),
    subject,
    preview,
    unread: flags.unread,
    flagged: flags.flagged,
    hasAttachment,
    list,
    size,
  };
}

function toPair({ name, address }: MailAddress): Pair {
  return [name, address];
}

function fromPair([name, address]: Pair): MailAddress {
  return { name, address };
}
