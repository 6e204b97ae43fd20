/** One service process per data folder: an operating-system lock that dies with its holder, kill -9 included. */
import path from 'node:path';
import Database from 'libsql';
import type { Stop } from '../../shared/lib/emitter.ts';
import { StorageError, errorCodeOf } from './storage-error.ts';

/** A database of its own, never written: SQLite knows how to lock a file on every platform. */
export const LOCK_FILE = 'service.lock';

/** Takes the lock at once or throws a `StorageError` with code `folder-in-use`; returns how to let go. */
export function lockFolder(folder: string): Stop {
  const lock = new Database(path.join(folder, LOCK_FILE));
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (errorCodeOf(error) !== 'SQLITE_BUSY') throw error;
    throw new StorageError('folder-in-use', `another control service is running on ${folder}`, {
      cause: error,
    });
  }
  return () => {
    lock.exec('rollback');
    lock.close();
  };
}
