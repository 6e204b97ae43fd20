/** Rows in an order that a cursor can point into: by an expression, and by id where that is the same (keyset paging). */
import { sql, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';

export interface Order {
  /** Never null, and the expression of an index. */
  readonly by: RawBuilder<string>;
  readonly id: RawBuilder<string>;
  readonly descending: boolean;
}

/** Where a page begins: after the last of the page before. */
export interface Position {
  readonly key: string;
  readonly id: string;
}

export interface Stretch {
  /** null: from the beginning. */
  readonly after: Position | null;
  readonly limit: number;
}

/** `column` of a table, for a `sort` like `name` or `-name`; `whenNull` gives rows without a value their place. */
export function orderBy(sort: string, table: string, column: string, whenNull?: string): Order {
  const ref = sql.ref<string>(`${table}.${column}`);
  return {
    by: whenNull === undefined ? ref : sql<string>`coalesce(${ref}, ${sql.lit(whenNull)})`,
    id: sql.ref<string>(`${table}.id`),
    descending: sort.startsWith('-'),
  };
}

/** The rows of the stretch, each with its `orderKey`. */
export function inOrder<Database, Name extends keyof Database, Row>(
  query: SelectQueryBuilder<Database, Name, Row>,
  { by, id, descending }: Order,
  { after, limit }: Stretch,
): SelectQueryBuilder<Database, Name, Row & { orderKey: string }> {
  const direction = descending ? 'desc' : 'asc';
  const ordered = query
    .select(by.as('orderKey'))
    .orderBy(by, direction)
    .orderBy(id, direction)
    .limit(limit) as SelectQueryBuilder<Database, Name, Row & { orderKey: string }>;
  if (after === null) return ordered;
  const beyond = sql.raw(descending ? '<' : '>');
  return ordered.where(sql<SqlBool>`(${by}, ${id}) ${beyond} (${after.key}, ${after.id})`);
}

/** Whether the text of a key contains `pattern` (see `containing`). */
export function matches(column: string, pattern: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} like ${pattern} escape '\\'`;
}
