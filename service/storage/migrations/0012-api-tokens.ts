/** API tokens. */
import type { Migration } from '../migration.ts';

export const apiTokens: Migration = {
  number: 12,
  name: 'api-tokens',
  async up(db) {
    await db.schema
      .createTable('apiTokens')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('secretHash', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('nameKey', 'text', (column) => column.notNull())
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('createdBy', 'text', (column) => column.notNull())
      .addColumn('createdAt', 'text', (column) => column.notNull())
      .addColumn('lastUsedAt', 'text')
      .addColumn('expiresAt', 'text')
      .execute();
  },
};
