/** A thin, typed door to libsql that keeps a damaged file from taking the process down. */
import { closeSync, openSync } from 'node:fs';
import Libsql from 'libsql';
import { PRIVATE_FILE } from '../state/durable-file.ts';

/** Everything that is bound; text never is (see `Row`). */
export type Value = Buffer | Uint8Array | number | null;

/**
 * A row as an array. libsql aborts the process on TEXT that is not UTF-8, which one flipped bit makes of a BLOB:
 * every statement therefore reads columns through `cast(… as blob)` or `cast(… as integer)`.
 */
export type Row = readonly unknown[];

export interface Statement {
  readonly run: (...values: readonly Value[]) => void;
  readonly all: (...values: readonly Value[]) => readonly Row[];
  readonly first: (...values: readonly Value[]) => Row | null;
}

export interface Database {
  readonly prepare: (sql: string) => Statement;
  readonly execute: (sql: string) => void;
  /** All of `work` or nothing of it. */
  readonly transaction: <Result>(work: () => Result) => Result;
  /** Brings the WAL into the file first; libsql does not (dependencies, trap 6). */
  readonly close: () => void;
}

export interface DatabaseOptions {
  readonly path: string;
  /** 32 bytes; null for a file whose content is sealed record by record, or for memory. */
  readonly key: Uint8Array | null;
  /** `full` syncs every commit before it returns; `normal` may lose the last ones in a power loss, never the file. */
  readonly synchronous: 'full' | 'normal';
  /** One process at a time: held by the operating system until the process ends, however it ends. */
  readonly exclusive: boolean;
  /** How many steps its schema has here. */
  readonly newestSchema: number;
}

/** The file was written by a newer app: it is left as it is. */
export class NewerSchemaError extends Error {
  readonly found: number;
  readonly known: number;
  constructor(found: number, known: number) {
    super(`the database has schema ${found}, this app knows ${known}`);
    this.name = 'NewerSchemaError';
    this.found = found;
    this.known = known;
  }
}

/** Throws `NewerSchemaError` before a byte of the file is written (G43), and whatever SQLite throws. */
export function openDatabase(options: DatabaseOptions): Database {
  // SQLite would make it readable for all that the umask allows, and its companions after it.
  closeSync(openSync(options.path, 'a', PRIVATE_FILE));
  const database = new Libsql(options.path, libsqlOptions(options.key));
  try {
    // Exclusive before WAL: the index of the WAL then lives in memory and no -shm file is made.
    if (options.exclusive) database.exec('PRAGMA locking_mode = EXCLUSIVE');
    refuseNewer(database, options.newestSchema);
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${options.synchronous}`);
    if (options.exclusive) database.exec('BEGIN IMMEDIATE; COMMIT');
  } catch (cause) {
    database.close();
    throw cause;
  }
  return wrap(database, options.exclusive);
}

function refuseNewer(database: Libsql.Database, known: number): void {
  const row: unknown = database.prepare('SELECT user_version AS version FROM pragma_user_version').get();
  const found = (row as { readonly version: number }).version;
  if (found <= known) return;
  // Gives the lock back, without the change of journal that `letGo` makes.
  database.exec('PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_master');
  throw new NewerSchemaError(found, known);
}

function libsqlOptions(key: Uint8Array | null) {
  const plain = { timeout: 0 };
  if (key === null) return plain;
  // Only aes256cbc is accepted by this build; the key travels as text, so it is written in hexadecimal.
  return { ...plain, encryptionCipher: 'aes256cbc', encryptionKey: Buffer.from(key).toString('hex') };
}

function wrap(database: Libsql.Database, exclusive: boolean): Database {
  return {
    prepare: (sql) => {
      const statement = database.prepare(sql);
      if (statement.reader) statement.raw();
      return {
        // Bound as one array: libsql takes a lone object, a Buffer too, for named parameters.
        run: (...values) => void statement.run(values),
        all: (...values) => statement.all(values) as Row[],
        first: (...values) => (statement.get(values) as Row | undefined) ?? null,
      };
    },
    execute: (sql) => void database.exec(sql),
    transaction: (work) => transact(database, work),
    close: () => {
      if (!database.open) return;
      checkpoint(database);
      if (exclusive) letGo(database);
      database.close();
    },
  };
}

function transact<Result>(database: Libsql.Database, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (cause) {
    // A full disk may have rolled back already; a second rollback would hide the reason.
    if (database.inTransaction) database.exec('ROLLBACK');
    throw cause;
  }
}

/**
 * libsql keeps the file open while any statement of it is alive, and with it the lock; no one can say when that ends. Only
 * out of WAL mode, and with the next read, does SQLite give an exclusive lock back.
 */
function letGo(database: Libsql.Database): void {
  try {
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT 1 FROM sqlite_master');
  } catch {
    // A damaged or full file stays locked until the process ends.
  }
}

function checkpoint(database: Libsql.Database): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // A damaged or full file cannot be checkpointed; what is committed stays in the WAL and is read from there.
  }
}
