/** Registered devices, their last report and their receipts. */
import type { Migration } from '../migration.ts';

export const devices: Migration = {
  number: 5,
  name: 'devices',
  async up(db) {
    await db.schema
      .createTable('devices')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('personId', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
      .addColumn('publicKey', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('appVersion', 'text', (column) => column.notNull())
      .addColumn('registeredAt', 'text', (column) => column.notNull())
      .addColumn('revokedAt', 'text')
      .addColumn('signedIn', 'integer', (column) => column.notNull())
      .addColumn('cachedMode', 'integer', (column) => column.notNull())
      .addColumn('mode', 'text')
      .addColumn('reportedAt', 'text')
      .addColumn('cacheMessages', 'integer')
      .addColumn('cacheBytes', 'bigint')
      .addColumn('cacheComplete', 'integer')
      .addColumn('reportedEvents', 'text')
      .execute();
    await db.schema.createIndex('devicesByPerson').on('devices').column('personId').execute();
    await db.schema
      .createTable('receipts')
      .addColumn('deviceId', 'text', (column) =>
        column.notNull().references('devices.id').onDelete('cascade'),
      )
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('eventId', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('shownAt', 'text', (column) => column.notNull())
      .addColumn('receivedAt', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('receiptsKey', ['deviceId', 'id'])
      .execute();
  },
};
