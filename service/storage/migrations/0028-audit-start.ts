/** Where the audit log begins since its oldest rows are removed for their age: the database lets those before it go, and no others. */
import { sql } from 'kysely';
import type { Migration } from '../migration.ts';

export const auditStart: Migration = {
  number: 28,
  name: 'audit-start',
  async up(db) {
    await db.schema
      .createTable('auditStart')
      .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
      .addColumn('seq', 'integer', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .execute();
    const trigger = sql.id('auditRefuses_delete');
    await sql`drop trigger ${trigger}`.execute(db);
    await sql`create trigger ${trigger} before delete on ${sql.table('audit')}
      when old.seq > coalesce((select seq from ${sql.table('auditStart')}), 0)
      begin select raise(abort, 'the audit log is append-only'); end`.execute(db);
  },
};
