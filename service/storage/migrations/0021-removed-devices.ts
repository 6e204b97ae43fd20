/** Devices of people who were removed: they are told so whenever they come back, and wipe their caches. */
import type { Migration } from '../migration.ts';

export const removedDevices: Migration = {
  number: 21,
  name: 'removed-devices',
  async up(db) {
    await db.schema
      .createTable('removedDevices')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('personId', 'text', (column) => column.notNull())
      .addColumn('publicKey', 'text', (column) => column.notNull().unique())
      .addColumn('removedAt', 'text', (column) => column.notNull())
      .execute();
  },
};
