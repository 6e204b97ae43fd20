/** The last service time that was known, so that the next start has something to compare the wall clock with. */
import { sql } from 'kysely';
import type { Migration } from '../migration.ts';

export const serviceClock: Migration = {
  number: 25,
  name: 'service-clock',
  async up(db) {
    await db.schema
      .createTable('serviceClock')
      .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
      .addColumn('serviceMs', 'integer', (column) => column.notNull())
      .addColumn('elapsedMs', 'integer', (column) => column.notNull())
      .addColumn('bootId', 'text')
      .execute();
  },
};
