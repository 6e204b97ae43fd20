/** Opens the embedded database of a data folder: locked, checked, migrated, and durable at every commit. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import type { CrashPoint } from '../crash-point.ts';
import { lockFolder, LOCK_FILE } from './folder-lock.ts';
import { keepStatements } from './kept-statements.ts';
import { withLockedWrites } from './locked-writes.ts';
import { migrate, refuseNewer } from './migrate.ts';
import type { Migration } from './migration.ts';
import { openRevisionMark, type RevisionMark } from './revision-mark.ts';
import { asStorageError } from './storage-error.ts';
import type { Tables } from './tables.ts';

export const DATABASE_FILE = 'continuity.db';

/** Only this user may read the data folder: it holds people's mail. */
const PRIVATE_FOLDER_MODE = 0o700;
const PRIVATE_FILE_MODE = 0o600;

const BUSY_TIMEOUT_MS = 5000;

/** FULL: a commit has reached the disk before anyone is told of it (guarantees, recipes). */
const PRAGMAS = [
  'journal_mode = wal',
  'synchronous = full',
  'foreign_keys = on',
  `busy_timeout = ${String(BUSY_TIMEOUT_MS)}`,
];

export interface OpenDatabase {
  readonly db: Kysely<Tables>;
  readonly mark: RevisionMark;
  /** Merges the write-ahead log, closes and unlocks. */
  readonly close: () => Promise<void>;
}

/** SQLite would make it readable for all that the umask allows, and its companions after it. */
function makeFile(file: string): void {
  closeSync(openSync(file, 'a', PRIVATE_FILE_MODE));
}

/** Creates the folder where it is missing. Throws a `StorageError` that says what is in the way. */
export async function openDatabase(
  folder: string,
  migrations: readonly Migration[],
  crashPoint?: CrashPoint,
): Promise<OpenDatabase> {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  for (const name of [LOCK_FILE, DATABASE_FILE]) makeFile(path.join(folder, name));
  const unlock = lockFolder(folder);
  const file = new Database(path.join(folder, DATABASE_FILE));
  const dialect = new SqliteDialect({ database: keepStatements(withLockedWrites(file)) });
  const db = new Kysely<Tables>({ dialect });
  const close = async (): Promise<void> => {
    await db.destroy();
    unlock();
  };
  try {
    // Typed apart: a migration sees the schema of its time, not today's tables.
    const schema = new Kysely<unknown>({ dialect });
    await refuseNewer(schema, migrations);
    for (const pragma of PRAGMAS) file.exec(`pragma ${pragma}`);
    await migrate(schema, migrations, crashPoint);
  } catch (error) {
    await close();
    throw asStorageError(error);
  }
  return {
    db,
    mark: openRevisionMark(folder),
    close: async () => {
      file.exec('pragma wal_checkpoint(truncate)');
      await close();
    },
  };
}
