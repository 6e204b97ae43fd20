/** Column types that SQLite and PostgreSQL share, so that one schema serves both. */

/** No dialect-neutral boolean exists: 0 or 1 in an integer column. */
export type Flag = 0 | 1;

export function toFlag(value: boolean): Flag {
  return value ? 1 : 0;
}
