/**
 * Says in the database file itself whether it is whole without its write-ahead log: so that a copy of the file alone, taken
 * while the service ran, is known for what it is. (The log is always there after a crash, be it empty.)
 */
import { existsSync } from 'node:fs';
import type { Database } from 'libsql';

/** SQLite's `user_version`: in the file's first page, and of no other use here, as migrations keep their own history. */
const MERGED = 0;
const IN_USE = 1;

/** Before anything is opened: opening makes the log. */
export function hasLog(file: string): boolean {
  return existsSync(`${file}-wal`);
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
