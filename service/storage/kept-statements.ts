/** A database that keeps its prepared statements: the same few hundred queries come again and again, and preparing one costs more than running it. */
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** More than the service has queries; lists of values of many lengths make further ones, and the least used go. */
const MAX_STATEMENTS = 500;

/** Only for queries that read all their rows at once: a statement that is still being stepped cannot be run again. */
export function keepStatements(database: SqliteDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const statement = kept.get(sql) ?? database.prepare(sql);
      // The map's order is that of use.
      kept.delete(sql);
      kept.set(sql, statement);
      const [oldest] = kept.keys();
      if (kept.size > MAX_STATEMENTS && oldest !== undefined) kept.delete(oldest);
      return statement;
    },
    close() {
      kept.clear();
      database.close();
    },
  };
}
