/**
 * Says in the database file itself whether it is whole without its write-ahead log: so that a copy of the file alone, taken
 * while the service ran, is known for what it is. (The log is always there after a crash, be it empty.)
 */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { Database } from 'libsql';

/** SQLite's `user_version`: in the file's first page, and of no other use here, as migrations keep their own history. */
const MERGED = 0;
const IN_USE = 1;

/** Before anything is opened: opening makes the log. */
export function hasLog(file: string): boolean {
  return existsSync(`${file}-wal`);
}

/** Of the file format (https://sqlite.org/fileformat.html): where the file itself has its `user_version`, and how long a log's header is. */
const USER_VERSION_AT = 60;
const LOG_HEADER_BYTES = 32;

/**
 * The file was whole without a log, and there is one that holds something: of a stop that was cut short, or of another file
 * that this one was put in place of. Before anything is opened.
 */
export function mayHaveForeignLog(file: string): boolean {
  if (!hasLog(file) || statSync(`${file}-wal`).size <= LOG_HEADER_BYTES) return false;
  const version = Buffer.alloc(4);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, version, 0, version.length, USER_VERSION_AT);
  } finally {
    closeSync(handle);
  }
  return version.readUInt32BE() === MERGED;
}

export function lacksItsLog(database: Database, hadLog: boolean): boolean {
  return !hadLog && userVersion(database) === IN_USE;
}

/** In the file itself when it returns. */
export function markInUse(database: Database): void {
  if (userVersion(database) !== IN_USE) database.exec(`pragma user_version = ${String(IN_USE)}`);
  database.exec('pragma wal_checkpoint(truncate)');
}

/** The last thing before it is closed. */
export function mergeLog(database: Database): void {
  database.exec(`pragma user_version = ${String(MERGED)}`);
  database.exec('pragma wal_checkpoint(truncate)');
}

function userVersion(database: Database): number {
  const row = database.prepare('pragma user_version').get() as { readonly user_version: number };
  return row.user_version;
}
