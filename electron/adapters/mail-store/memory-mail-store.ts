/** A mail store that lives as long as the process: for when nothing may be written to disk. */
import type { CachedMail, MailStore, StoredRow } from '../../device/ports.ts';
import { searchedText, toRow } from './mail-row.ts';
import { MAX_QUERY_WORDS } from './search-limits.ts';
import { queryWords, words } from '../../../shared/domain/search-words.ts';

interface Entry {
  readonly mail: CachedMail;
  readonly raw: Uint8Array;
  /** Every word with a space before it, so that a prefix is a substring. */
  readonly words: string;
}

export interface MemoryMailStore extends MailStore {
  /** Everything in it, to be moved to a store on disk. */
  readonly entries: () => Iterable<{ readonly mail: CachedMail; readonly raw: Uint8Array }>;
}

export function createMemoryMailStore(): MemoryMailStore {
  const mails = new Map<string, Entry>();
  let state: string | null = null;
  return {
    put: async (batch) => {
      for (const { mail, raw } of batch) {
        mails.set(mail.id, { mail, raw, words: ` ${words(searchedText(mail)).join(' ')}` });
      }
    },
    setFlags: async (changes) => {
      for (const { id, ...flags } of changes) {
        const entry = mails.get(id);
        if (entry !== undefined) mails.set(id, { ...entry, mail: { ...entry.mail, ...flags } });
      }
    },
    remove: async (ids) => {
      for (const id of ids) mails.delete(id);
    },
    syncState: async () => state,
    setSyncState: async (next) => {
      state = next;
    },
    wipe: async () => {
      mails.clear();
      state = null;
    },
    entries: () => mails.values(),
    ...readsOf(mails),
  };
}

function readsOf(
  mails: ReadonlyMap<string, Entry>,
): Pick<MailStore, 'idsBefore' | 'ids' | 'list' | 'search' | 'row' | 'raw' | 'counts'> {
  return {
    idsBefore: async (receivedAt) =>
      newestFirst(mails)
        .filter(({ mail }) => mail.receivedAt < receivedAt)
        .map(({ mail }) => mail.id)
        .reverse(),
    ids: async () => new Set(mails.keys()),
    list: async (query) => {
      const found = newestFirst(mails).filter(
        ({ mail }) => mail.mailbox === query.mailbox && (mail.unread || !query.unreadOnly),
      );
      return { rows: rowsOf(found.slice(query.offset, query.offset + query.limit)), total: found.length };
    },
    search: async (text, limit) => {
      const wanted = queryWords(text, MAX_QUERY_WORDS);
      if (wanted.length === 0) return [];
      const found = newestFirst(mails).filter((entry) =>
        wanted.every((word) => entry.words.includes(` ${word}`)),
      );
      return rowsOf(found.slice(0, limit));
    },
    row: async (id) => rowsOf([mails.get(id)].filter((entry) => entry !== undefined))[0] ?? null,
    raw: async (id) => mails.get(id)?.raw ?? null,
    counts: async () => {
      const all = [...mails.values()];
      return {
        messages: all.length,
        unread: all.filter(({ mail }) => mail.unread).length,
        bytes: all.reduce((sum, { mail }) => sum + mail.size, 0),
      };
    },
  };
}

function newestFirst(mails: ReadonlyMap<string, Entry>): readonly Entry[] {
  return [...mails.values()].sort((a, b) => (a.mail.receivedAt < b.mail.receivedAt ? 1 : -1));
}

function rowsOf(entries: readonly Entry[]): readonly StoredRow[] {
  return entries.map(({ mail }) => toRow(mail));
}
