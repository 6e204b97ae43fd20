/** The peer of the mail store: everything in one encrypted libsql database, bodies as blobs, with full-text search. */
import path from 'node:path';
import { openDatabase } from '../../electron/adapters/sqlite/database.ts';
import type { SampleMail } from './sample-mailbox.ts';

export interface BareMailbox {
  readonly put: (batch: readonly SampleMail[]) => void;
  /** The 50 newest, as JSON text. */
  readonly firstPage: () => number;
  /** Newest first; `query` in FTS5's own syntax. */
  readonly search: (query: string) => number;
  readonly close: () => void;
}

const SCHEMA = `CREATE TABLE IF NOT EXISTS mail (n INTEGER PRIMARY KEY, row BLOB NOT NULL, raw BLOB NOT NULL);
  CREATE VIRTUAL TABLE IF NOT EXISTS word USING fts5(text, content = '', contentless_delete = 1, prefix = '2 3')`;
const PAGE = 50;

export function openBareMailbox(folder: string, key: Uint8Array): BareMailbox {
  const file = path.join(folder, 'bare.db');
  const options = { key, synchronous: 'normal', exclusive: true, newestSchema: 0 } as const;
  const database = openDatabase({ path: file, ...options });
  database.execute(SCHEMA);
  const insert = database.prepare('INSERT INTO mail VALUES (?, ?, ?)');
  const index = database.prepare('INSERT INTO word (rowid, text) VALUES (?, ?)');
  const page = database.prepare('SELECT cast(row AS BLOB) FROM mail ORDER BY n DESC LIMIT ?');
  const found = database.prepare(
    `SELECT cast(mail.row AS BLOB) FROM word JOIN mail ON mail.n = word.rowid
     WHERE word MATCH ? ORDER BY word.rowid DESC LIMIT ?`,
  );
  return {
    put: (batch) =>
      database.transaction(() => {
        for (const { mail, raw } of batch) {
          const { text, ...row } = mail;
          const n = Date.parse(mail.receivedAt);
          insert.run(n, Buffer.from(JSON.stringify(row)), raw);
          index.run(n, Buffer.from(`${mail.subject} ${mail.from.name} ${mail.from.address} ${text}`));
        }
      }),
    firstPage: () => page.all(PAGE).length,
    search: (query) => found.all(Buffer.from(query), PAGE).length,
    close: database.close,
  };
}
