/** What others must hear of, a row for each transaction that has something to tell, under one number. */
import type { Migration } from '../migration.ts';

export const commitLog: Migration = {
  number: 30,
  name: 'commit-log',
  async up(db) {
    await db.schema
      .createTable('commitLog')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('news', 'text', (column) => column.notNull())
      .execute();
  },
};
