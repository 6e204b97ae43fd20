/** Administrators and their sessions. */
import type { Migration } from '../migration.ts';

export const administrators: Migration = {
  number: 11,
  name: 'administrators',
  async up(db) {
    await db.schema
      .createTable('administrators')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('email', 'text', (column) => column.notNull())
      .addColumn('emailKey', 'text', (column) => column.notNull().unique())
      .addColumn('displayName', 'text', (column) => column.notNull())
      .addColumn('nameKey', 'text', (column) => column.notNull())
      .addColumn('searchKey', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('passwordHash', 'text', (column) => column.notNull())
      .addColumn('createdAt', 'text', (column) => column.notNull())
      .addColumn('lastSignInAt', 'text')
      .execute();
    await db.schema
      .createTable('sessions')
      .addColumn('secretHash', 'text', (column) => column.primaryKey())
      .addColumn('administratorId', 'text', (column) =>
        column.notNull().references('administrators.id').onDelete('cascade'),
      )
      .addColumn('createdAt', 'text', (column) => column.notNull())
      .addColumn('lastSeenAt', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('sessionsByAdministrator').on('sessions').column('administratorId').execute();
  },
};
