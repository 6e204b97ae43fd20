/** Opens the embedded database of a data folder: locked, checked, migrated, and durable at every commit. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import type { CrashPoint } from '../crash-point.ts';
import { lockFolder, LOCK_FILE } from './folder-lock.ts';
import { keepStatements } from './kept-statements.ts';
import { withLockedWrites } from './locked-writes.ts';
import { createLogMerging, LOG_PRAGMAS } from './log-merging.ts';
import { hasLog, lacksItsLog, markInUse, mayHaveForeignLog, mergeLog } from './merged-mark.ts';
import { migrate, refuseNewer } from './migrate.ts';
import type { Migration } from './migration.ts';
import { openRevisionMark, type RevisionMark } from './revision-mark.ts';
import { asStorageError, StorageError } from './storage-error.ts';
import type { Tables } from './tables.ts';

export const DATABASE_FILE = 'continuity.db';

/** Only this user may read the data folder: it holds people's mail. */
const PRIVATE_FOLDER_MODE = 0o700;
const PRIVATE_FILE_MODE = 0o600;

const BUSY_TIMEOUT_MS = 5000;

/** FULL: a commit has reached the disk before anyone is told of it (guarantees, recipes). */
const PRAGMAS = [
  // First, as only an empty database takes it so; see `giveBackSpace`.
  'auto_vacuum = incremental',
  'journal_mode = wal',
  'synchronous = full',
  ...LOG_PRAGMAS,
  'foreign_keys = on',
  `busy_timeout = ${String(BUSY_TIMEOUT_MS)}`,
];

export interface OpenDatabase {
  readonly db: Kysely<Tables>;
  readonly mark: RevisionMark;
  /** It is a copy of the file alone: what the service that it was copied from had not merged into it is missing. */
  readonly lacksLog: boolean;
  /** Gives the disk back some of the pages that are free. */
  readonly giveBack: () => void;
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
  const databaseFile = path.join(folder, DATABASE_FILE);
  const hadLog = hasLog(databaseFile);
  const foreignLog = mayHaveForeignLog(databaseFile);
  const file = new Database(databaseFile);
  const merging = createLogMerging(databaseFile);
  const dialect = new SqliteDialect({ database: keepStatements(withLockedWrites(file, merging.committed)) });
  const db = new Kysely<Tables>({ dialect });
  const close = async (): Promise<void> => {
    await merging.settled();
    await db.destroy();
    unlock();
  };
  let lacksLog: boolean;
  try {
    if (foreignLog) refuseDamaged(file, FOREIGN_LOG);
    // Typed apart: a migration sees the schema of its time, not today's tables.
    const schema = new Kysely<unknown>({ dialect });
    await refuseNewer(schema, migrations);
    lacksLog = lacksItsLog(file, hadLog);
    for (const pragma of PRAGMAS) file.exec(`pragma ${pragma}`);
    if (lacksLog) refuseDamaged(file, COPIED_ALONE);
    await migrate(schema, migrations, crashPoint);
    giveBackSpace(file);
    markInUse(file);
  } catch (error) {
    await close();
    throw asStorageError(error);
  }
  return {
    db,
    lacksLog,
    mark: openRevisionMark(folder),
    giveBack: () => {
      // Not as a prepared statement: libsql would leave it unfinished, and no later transaction could be committed.
      file.exec(`pragma incremental_vacuum(${String(PAGES_GIVEN_BACK)})`);
    },
    close: async () => {
      await merging.settled();
      mergeLog(file);
      await close();
    },
  };
}

const COPIED_ALONE =
  'the database file was copied alone while the service ran, and is damaged: put another backup back';
const FOREIGN_LOG =
  'the write-ahead log is of another database file than that beside it: remove continuity.db-wal and continuity.db-shm, put the backup back once more, and start again';

/** A file that may not be whole: better to say so than to run on it. */
function refuseDamaged(file: Database.Database, words: string): void {
  if (quickCheck(file) !== 'ok') throw new StorageError('disk-error', words);
}

function quickCheck(file: Database.Database): string {
  try {
    const [found] = file.prepare('pragma quick_check(1)').all() as readonly {
      readonly quick_check: string;
    }[];
    return found?.quick_check ?? 'no answer';
  } catch (error) {
    // So damaged that it cannot be looked through.
    return String(error);
  }
}

/** Of 4 KB, so that nobody waits long for it. */
const PAGES_GIVEN_BACK = 1000;

/** Some seconds of a start: a larger one keeps its free pages and uses them again. */
const MOST_REWRITTEN_BYTES = 256 * 1024 * 1024;

/** A database from before this was asked for has to be written anew once, or nothing that is deleted makes it smaller. */
function giveBackSpace(file: Database.Database): void {
  const read = (name: string): number =>
    Number(Object.values(file.prepare(`pragma ${name}`).get() as Readonly<Record<string, number>>)[0]);
  if (read('auto_vacuum') !== 0 || read('page_count') * read('page_size') > MOST_REWRITTEN_BYTES) return;
  file.exec('pragma auto_vacuum = incremental');
  file.exec('vacuum');
}
