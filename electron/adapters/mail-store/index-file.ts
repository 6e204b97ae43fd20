/** Opens the index file; a damaged one is set aside and made anew, to be filled from the service again. */
import { existsSync } from 'node:fs';
import type { Log } from '../../device/ports.ts';
import { MAIL_INDEX_SCHEMA } from '../migrations/mail-index.ts';
import { deriveKey } from '../sealing/seal.ts';
import { openDatabase, type Database } from '../sqlite/database.ts';
import { removeSetAside, setAside } from '../sqlite/files.ts';
import { isSound, migrate } from '../sqlite/migrate.ts';
import { isNotOurs } from '../sqlite/store-errors.ts';

export interface IndexFile {
  readonly database: Database;
  /** Otherwise a process died with it open or it had to be made anew: the files beside it may not match. */
  readonly closedWell: boolean;
  readonly close: () => void;
  /** Closes it as a dying process would. */
  readonly abandon: () => void;
}

/** `trusted` is false when SQLite has met damage in it. Synchronous NORMAL: what a power loss takes, the service gives again (guarantees, recipes). */
export function openIndexFile(path: string, mailKey: Uint8Array, log: Log, trusted: boolean): IndexFile {
  const key = deriveKey(mailKey, 'mail: index file');
  const open = (): Database => {
    const database = openDatabase({
      path,
      key,
      synchronous: 'normal',
      exclusive: true,
      newestSchema: MAIL_INDEX_SCHEMA.length,
    });
    try {
      migrate(database, MAIL_INDEX_SCHEMA);
      return database;
    } catch (cause) {
      database.close();
      throw cause;
    }
  };
  const existed = existsSync(path);
  const found = trusted ? openSound(open) : null;
  if (found !== null) return withOpenMark(found, existed && !isMarkedOpen(found));
  // One copy is kept for whoever wants to know what happened; more would only take room.
  removeSetAside(path);
  const aside = setAside(path, Date.now());
  log.write('error', 'the mail index was damaged: it has been set aside and will be filled again', { aside });
  return withOpenMark(open(), false);
}

/**
 * null when damaged. The check reads the whole file, so it is made where damage is likely: after a process that did
 * not close it. An altered row is noticed whenever it is read (entry-seal.ts), and damage of pages when SQLite meets it.
 */
function openSound(open: () => Database): Database | null {
  let database: Database | null = null;
  try {
    database = open();
    if (!isMarkedOpen(database) || isSound(database)) return database;
  } catch (cause) {
    if (!isNotOurs(cause)) {
      database?.close();
      throw cause;
    }
  }
  database?.close();
  return null;
}

const MARK = Buffer.from('open');

function isMarkedOpen(database: Database): boolean {
  return database.prepare('SELECT 1 FROM note WHERE name = ?').first(MARK) !== null;
}

function withOpenMark(database: Database, closedWell: boolean): IndexFile {
  database.prepare('INSERT OR IGNORE INTO note (name, value) VALUES (?, ?)').run(MARK, MARK);
  return {
    database,
    closedWell,
    abandon: database.close,
    close: () => {
      unmark(database);
      database.close();
    },
  };
}

function unmark(database: Database): void {
  try {
    database.prepare('DELETE FROM note WHERE name = ?').run(MARK);
  } catch {
    // Left marked, the file is checked at the next start, which is what a file that cannot be written needs.
  }
}
