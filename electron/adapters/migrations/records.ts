/** The schema of the records file. */
import type { Migrations } from '../sqlite/migrate.ts';

/** `name` is a keyed hash of kind and id; `value` seals the id with the content. */
export const RECORDS_SCHEMA: Migrations = [
  `CREATE TABLE record (
     kind BLOB NOT NULL,
     name BLOB NOT NULL,
     value BLOB NOT NULL,
     PRIMARY KEY (kind, name)
   ) WITHOUT ROWID`,
];
