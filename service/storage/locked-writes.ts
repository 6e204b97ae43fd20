/**
 * Takes the lock to write before a transaction's first statement. libsql never lets go of a statement that found the
 * database locked by somebody else, and every later commit of the connection then fails; only `exec` cleans up after itself.
 */
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type { Database } from 'libsql';

/** What a statement that only reads, or is part of a transaction's frame, begins with. */
const NO_WRITE = /^\s*(?:select|with|pragma|explain|commit|rollback|savepoint|release)\b/iu;
const BEGIN = /^\s*begin\s*$/iu;

export function withLockedWrites(database: Database): SqliteDatabase {
  return {
    close: () => {
      database.close();
    },
    prepare(sql) {
      if (BEGIN.test(sql)) return beginning(database);
      const statement = database.prepare(sql) as unknown as SqliteStatement;
      return NO_WRITE.test(sql) ? statement : writing(database, statement);
    },
  };
}

function beginning(database: Database): SqliteStatement {
  return {
    reader: false,
    all: () => [],
    iterate: () => [][Symbol.iterator](),
    run() {
      database.exec('begin immediate');
      return { changes: 0, lastInsertRowid: 0 };
    },
  };
}

/** Outside of a transaction it gets one of its own. */
function writing(database: Database, statement: SqliteStatement): SqliteStatement {
  const isInside = (): boolean => database.inTransaction;
  const locked = <Value>(run: () => Value): Value => {
    if (isInside()) return run();
    database.exec('begin immediate');
    try {
      const value = run();
      database.exec('commit');
      return value;
    } catch (error) {
      // Some errors, as a full disk, have taken it back already.
      if (isInside()) database.exec('rollback');
      throw error;
    }
  };
  return {
    reader: statement.reader,
    all: (parameters) => locked(() => statement.all(parameters)),
    run: (parameters) => locked(() => statement.run(parameters)),
    iterate: (parameters) => statement.iterate(parameters),
  };
}
