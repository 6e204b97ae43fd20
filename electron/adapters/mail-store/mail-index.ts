/** The index of cached mail: list, flags, counts and search, in an encrypted database. */
import type { CachedMail, MailCounts, MailFlags, MailQuery, StoredRow } from '../../device/ports.ts';
import type { Database, Row, Statement } from '../sqlite/database.ts';
import type { EntrySeal } from './entry-seal.ts';
import { mailboxNumber, placeOf } from './index-place.ts';
import { searchedText } from './mail-row.ts';
import { MAX_QUERY_WORDS } from './search-limits.ts';
import { indexable, queryWords } from '../../../shared/domain/search-words.ts';

/** One mail or one page at a time; transactions are the caller's. */
export interface MailIndex {
  readonly put: (mail: CachedMail) => void;
  readonly setFlags: (flags: MailFlags) => void;
  readonly remove: (id: string) => void;
  /** Oldest first. */
  readonly idsBefore: (receivedAt: string) => readonly string[];
  readonly ids: () => ReadonlySet<string>;
  readonly list: (query: MailQuery) => { readonly found: Found; readonly total: number };
  readonly search: (text: string, limit: number) => Found;
  readonly row: (id: string) => Found;
  readonly counts: () => MailCounts;
  readonly note: (name: string) => string | null;
  readonly setNote: (name: string, value: string | null) => void;
}

/** `broken` rows were altered on disk: they are no longer what was put. */
export interface Found {
  readonly rows: readonly StoredRow[];
  readonly broken: readonly string[];
}

const ENTRY = `cast(mail.n AS INTEGER), cast(mail.id AS BLOB), cast(mail.unread AS INTEGER),
  cast(mail.flagged AS INTEGER), cast(mail.entry AS BLOB)`;

export function createMailIndex(database: Database, seals: EntrySeal): MailIndex {
  return {
    ...writesOf(database, seals),
    ...idsOf(database),
    ...pagesOf(database, (rows) => openRows(rows, seals)),
    ...notesOf(database),
  };
}

function writesOf(database: Database, seals: EntrySeal): Pick<MailIndex, 'put' | 'setFlags' | 'remove'> {
  const find = database.prepare('SELECT cast(n AS INTEGER) FROM mail WHERE id = ?');
  const taken = database.prepare('SELECT 1 FROM mail WHERE n = ?');
  const insert = database.prepare(
    'INSERT INTO mail (n, id, mailbox, unread, flagged, size, entry) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const index = database.prepare('INSERT INTO word (rowid, text) VALUES (?, ?)');
  const drop = database.prepare('DELETE FROM mail WHERE n = ?');
  const forget = database.prepare('DELETE FROM word WHERE rowid = ?');
  const flag = database.prepare('UPDATE mail SET mailbox = ?, unread = ?, flagged = ? WHERE id = ?');
  const remove = (id: string): void => {
    const n = find.first(Buffer.from(id))?.[0];
    if (typeof n !== 'number') return;
    drop.run(n);
    forget.run(n);
  };
  return {
    remove,
    put: (mail) => {
      remove(mail.id);
      let n = placeOf(mail.receivedAt);
      while (taken.first(n) !== null) n += 1;
      const flags = [mailboxNumber(mail.mailbox), Number(mail.unread), Number(mail.flagged)] as const;
      insert.run(n, Buffer.from(mail.id), ...flags, mail.size, seals.pack(n, mail));
      index.run(n, Buffer.from(indexable(searchedText(mail))));
    },
    setFlags: ({ id, mailbox, unread, flagged }) => {
      flag.run(mailboxNumber(mailbox), Number(unread), Number(flagged), Buffer.from(id));
    },
  };
}

function idsOf(database: Database): Pick<MailIndex, 'idsBefore' | 'ids'> {
  const before = database.prepare('SELECT cast(id AS BLOB) FROM mail WHERE n < ? ORDER BY n');
  const all = database.prepare('SELECT cast(id AS BLOB) FROM mail');
  return {
    idsBefore: (receivedAt) => before.all(placeOf(receivedAt)).map(([id]) => textOf(id)),
    ids: () => new Set(all.all().map(([id]) => textOf(id))),
  };
}

function pagesOf(
  database: Database,
  open: (rows: readonly Row[]) => Found,
): Pick<MailIndex, 'list' | 'search' | 'row' | 'counts'> {
  const page = (where: string): Statement =>
    database.prepare(`SELECT ${ENTRY} FROM mail WHERE ${where} ORDER BY mail.n DESC LIMIT ? OFFSET ?`);
  const all = page('mailbox = ?');
  const unread = page('mailbox = ? AND unread = 1');
  const one = database.prepare(`SELECT ${ENTRY} FROM mail WHERE id = ?`);
  const search = database.prepare(
    `SELECT ${ENTRY} FROM word JOIN mail ON mail.n = word.rowid WHERE word MATCH ? ORDER BY word.rowid DESC LIMIT ?`,
  );
  const total = database.prepare(
    'SELECT cast(messages AS INTEGER), cast(unread AS INTEGER) FROM total WHERE mailbox = ?',
  );
  const sums = database.prepare(
    'SELECT cast(sum(messages) AS INTEGER), cast(sum(unread) AS INTEGER), cast(sum(bytes) AS INTEGER) FROM total',
  );
  return {
    list: ({ mailbox, unreadOnly, offset, limit }) => {
      const number = mailboxNumber(mailbox);
      const rows = (unreadOnly ? unread : all).all(number, limit, offset);
      return { found: open(rows), total: Number(total.first(number)?.[unreadOnly ? 1 : 0] ?? 0) };
    },
    search: (text, limit) => {
      const query = matchQuery(text);
      return open(query === null ? [] : search.all(Buffer.from(query), limit));
    },
    row: (id) => open(one.all(Buffer.from(id))),
    counts: () => {
      const [messages, unreadCount, bytes] = sums.first() ?? [];
      return { messages: Number(messages), unread: Number(unreadCount), bytes: Number(bytes) };
    },
  };
}

/** Every word as a prefix. Quoted, so that nothing typed is syntax; words hold letters and digits only. */
function matchQuery(text: string): string | null {
  const words = queryWords(text, MAX_QUERY_WORDS);
  return words.length === 0 ? null : words.map((word) => `"${word}" *`).join(' AND ');
}

function openRows(rows: readonly Row[], seals: EntrySeal): Found {
  const opened: StoredRow[] = [];
  const broken: string[] = [];
  for (const [n, id, unread, flagged, entry] of rows) {
    const flags = { unread: unread === 1, flagged: flagged === 1 };
    const row = entry instanceof Uint8Array ? seals.unpack(Number(n), entry, flags) : null;
    if (row === null) broken.push(textOf(id));
    else opened.push(row);
  }
  return { rows: opened, broken };
}

function notesOf(database: Database): Pick<MailIndex, 'note' | 'setNote'> {
  const read = database.prepare('SELECT cast(value AS BLOB) FROM note WHERE name = ?');
  const write = database.prepare('INSERT OR REPLACE INTO note (name, value) VALUES (?, ?)');
  const drop = database.prepare('DELETE FROM note WHERE name = ?');
  return {
    note: (name) => {
      const value = read.first(Buffer.from(name))?.[0];
      return value instanceof Uint8Array ? textOf(value) : null;
    },
    setNote: (name, value) => {
      if (value === null) drop.run(Buffer.from(name));
      else write.run(Buffer.from(name), Buffer.from(value));
    },
  };
}

function textOf(value: unknown): string {
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : '';
}
