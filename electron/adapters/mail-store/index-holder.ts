/** Holds the open index, and replaces it by a new one as soon as SQLite meets damage in it. */
import type { Log } from '../../device/ports.ts';
import type { Database } from '../sqlite/database.ts';
import { isDamage, isNotOurs, toStoreError } from '../sqlite/store-errors.ts';
import { createEntrySeal } from './entry-seal.ts';
import { openIndexFile, type IndexFile } from './index-file.ts';
import { createMailIndex, type MailIndex } from './mail-index.ts';

export interface IndexHolder {
  /** Asked again on the new index when the old one turns out to be damaged. Throws a `StoreError`. */
  readonly read: <Result>(work: (index: MailIndex) => Result) => Result;
  /** All or nothing. On damage it throws a `StoreError`, and the index is new and empty. */
  readonly write: (work: (index: MailIndex) => void) => void;
  readonly close: () => void;
}

interface Held {
  readonly file: IndexFile;
  readonly index: MailIndex;
}

/** `renewed` is called with every index that may not match the files beside it, the first one included. */
export function openIndexHolder(
  path: string,
  mailKey: Uint8Array,
  log: Log,
  renewed: (index: MailIndex) => void,
): IndexHolder {
  const seals = createEntrySeal(mailKey);
  const open = (trusted: boolean): Held => {
    const file = openIndexFile(path, mailKey, log, trusted);
    try {
      const index = createMailIndex(file.database, seals);
      if (!file.closedWell) renewed(index);
      return { file, index };
    } catch (cause) {
      file.abandon();
      // A file that is damaged even though it was just made is a disk's fault, not the file's.
      if (trusted && isNotOurs(cause)) return open(false);
      throw cause;
    }
  };
  let held = open(true);
  const attempt = <Result>(
    work: (index: MailIndex, database: Database) => Result,
    again: boolean,
  ): Result => {
    try {
      return work(held.index, held.file.database);
    } catch (cause) {
      if (!isDamage(cause)) throw toStoreError(cause);
      held.file.abandon();
      held = open(false);
      if (again) return attempt(work, false);
      throw toStoreError(cause);
    }
  };
  return {
    read: (work) => attempt(work, true),
    write: (work) => {
      attempt((index, database) => {
        database.transaction(() => {
          work(index);
        });
      }, false);
    },
    close: () => {
      held.file.close();
    },
  };
}
