/** The schema of the mail index. */
import type { Migrations } from '../sqlite/migrate.ts';

/**
 * `n` grows with the time of receipt, so that newest first is the order of the table and of the search index alike.
 * `total` has a line a mailbox, kept by the triggers: counting 20,000 rows for every page would grow with the mailbox.
 * Search: contentless (the text is in the sealed files), no positions (words are all that is asked for), and
 * prefixes of two and three letters ready (performance 3.3). What counts as a word is decided in search-words.ts,
 * so `ascii` only has to split at spaces.
 */
export const MAIL_INDEX_SCHEMA: Migrations = [
  `CREATE TABLE mail (
     n INTEGER PRIMARY KEY,
     id BLOB NOT NULL UNIQUE,
     mailbox INTEGER NOT NULL,
     unread INTEGER NOT NULL,
     flagged INTEGER NOT NULL,
     size INTEGER NOT NULL,
     entry BLOB NOT NULL
   );
   CREATE INDEX mail_in_mailbox ON mail (mailbox, n);
   CREATE INDEX mail_unread ON mail (mailbox, n) WHERE unread = 1;
   CREATE TABLE total (
     mailbox INTEGER PRIMARY KEY,
     messages INTEGER NOT NULL,
     unread INTEGER NOT NULL,
     bytes INTEGER NOT NULL
   );
   INSERT INTO total VALUES (0, 0, 0, 0), (1, 0, 0, 0), (2, 0, 0, 0), (3, 0, 0, 0);
   CREATE TRIGGER mail_added AFTER INSERT ON mail BEGIN
     UPDATE total SET messages = messages + 1, unread = unread + new.unread, bytes = bytes + new.size
       WHERE mailbox = new.mailbox;
   END;
   CREATE TRIGGER mail_removed AFTER DELETE ON mail BEGIN
     UPDATE total SET messages = messages - 1, unread = unread - old.unread, bytes = bytes - old.size
       WHERE mailbox = old.mailbox;
   END;
   CREATE TRIGGER mail_moved AFTER UPDATE OF mailbox, unread ON mail BEGIN
     UPDATE total SET messages = messages - 1, unread = unread - old.unread, bytes = bytes - old.size
       WHERE mailbox = old.mailbox;
     UPDATE total SET messages = messages + 1, unread = unread + new.unread, bytes = bytes + new.size
       WHERE mailbox = new.mailbox;
   END;
   CREATE VIRTUAL TABLE word USING fts5(
     text, content = '', contentless_delete = 1, detail = none, prefix = '2 3', tokenize = 'ascii'
   );
   CREATE TABLE note (name BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID`,
];
