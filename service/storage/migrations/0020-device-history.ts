/** What devices did: each change of mode, profile or version that one told of. */
import type { Migration } from '../migration.ts';

export const deviceHistory: Migration = {
  number: 20,
  name: 'device-history',
  async up(db) {
    await db.schema
      .createTable('deviceHistory')
      .addColumn('deviceId', 'text', (column) =>
        column.notNull().references('devices.id').onDelete('cascade'),
      )
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('deviceHistoryKey', ['deviceId', 'at', 'kind'])
      .execute();
  },
};
