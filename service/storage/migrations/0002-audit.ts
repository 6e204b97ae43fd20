/** The audit log, which the database itself refuses to change or shorten. */
import { sql } from 'kysely';
import type { Migration } from '../migration.ts';

export const audit: Migration = {
  number: 2,
  name: 'audit',
  async up(db) {
    await db.schema
      .createTable('audit')
      .addColumn('seq', 'integer', (column) => column.primaryKey())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('service', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('target', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .addColumn('prevHash', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('auditByService').on('audit').columns(['service', 'seq']).execute();
    // Triggers are written per dialect; PostgreSQL's will call a function that raises the same words.
    for (const verb of ['update', 'delete'] as const) {
      await sql`create trigger ${sql.id(`auditRefuses_${verb}`)} before ${sql.raw(verb)} on ${sql.table('audit')}
        begin select raise(abort, 'the audit log is append-only'); end`.execute(db);
    }
  },
};
