/**
 * Takes the lock to write before a transaction's first statement. libsql never lets go of a statement that found the
 * database locked by somebody else, and every later commit of the connection then fails; only `exec` cleans up after itself.
 */
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type { Database } from 'libsql';

/** What a statement that only reads, or is part of a transaction's frame, begins with. */
const NO_WRITE = /^\s*(?:select|with|pragma|explain|commit|rollback|savepoint|release)\b/iu;
const BEGIN = /^\s*begin\s*$/iu;
const COMMIT = /^\s*commit\s*$/iu;

/** `committed` is called after every commit. */
export function withLockedWrites(database: Database, committed: () => void): SqliteDatabase {
  return {
    close: () => {
      database.close();
    },
    prepare(sql) {
      if (BEGIN.test(sql)) return framing(() => database.exec('begin immediate'));
      if (COMMIT.test(sql)) {
        return framing(() => {
          database.exec('commit');
          committed();
        });
      }
      const statement = database.prepare(sql) as unknown as SqliteStatement;
      return NO_WRITE.test(sql) ? statement : writing(database, statement, committed);
    },
  };
}

/** Begins or ends a transaction: there are no rows and no parameters. */
function framing(run: () => void): SqliteStatement {
  return {
    reader: false,
    all: () => [],
    iterate: () => [][Symbol.iterator](),
    run() {
      run();
      return { changes: 0, lastInsertRowid: 0 };
    },
  };
}

/** Outside of a transaction it gets one of its own. */
function writing(database: Database, statement: SqliteStatement, committed: () => void): SqliteStatement {
  const isInside = (): boolean => database.inTransaction;
  const locked = <Value>(run: () => Value): Value => {
    if (isInside()) return run();
    database.exec('begin immediate');
    let value: Value;
    try {
      value = run();
      database.exec('commit');
    } catch (error) {
      // Some errors, as a full disk, have taken it back already.
      if (isInside()) database.exec('rollback');
      throw error;
    }
    committed();
    return value;
  };
  return {
    reader: statement.reader,
    all: (parameters) => locked(() => statement.all(parameters)),
    run: (parameters) => locked(() => statement.run(parameters)),
    iterate: (parameters) => statement.iterate(parameters),
  };
}
