/** Many rows in few statements: a statement takes only so many values, and the database forgets long ones at once. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** SQLite binds at most 32,766 values in a statement, and no table here has more than 32 columns. */
export const ROWS_AT_ONCE = 500;

/** In order, and nothing for nothing: a statement without a row is none. */
export function chunksOf<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, index) =>
    rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE),
  );
}

/** Whether two columns are, together, one of these pairs; an index of both finds them. */
export function isPair(
  columns: readonly [string, string],
  pairs: readonly (readonly [string, string])[],
): RawBuilder<SqlBool> {
  const [first, second] = columns.map((column) => sql.ref(column));
  const values = pairs.map(([one, other]) => sql`(${one}, ${other})`);
  return sql<SqlBool>`(${first}, ${second}) in (values ${sql.join(values)})`;
}
