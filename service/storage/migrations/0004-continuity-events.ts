/** Continuity events. */
import type { Migration } from '../migration.ts';

export const continuityEvents: Migration = {
  number: 4,
  name: 'continuity-events',
  async up(db) {
    await db.schema
      .createTable('continuityEvents')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('description', 'text', (column) => column.notNull())
      .addColumn('affectedGroupId', 'text', (column) => column.notNull().references('groups.id'))
      .addColumn('notes', 'text', (column) => column.notNull())
      .addColumn('outlookContinuity', 'integer', (column) => column.notNull())
      .addColumn('cloudPasswordReset', 'text', (column) => column.notNull())
      .addColumn('expandDistributionLists', 'integer', (column) => column.notNull())
      .addColumn('pauseInboundDelivery', 'integer', (column) => column.notNull())
      .addColumn('timeZone', 'text', (column) => column.notNull())
      .addColumn('start', 'text', (column) => column.notNull())
      .addColumn('end', 'text')
      .addColumn('startMessage', 'text', (column) => column.notNull())
      .addColumn('endMessage', 'text', (column) => column.notNull())
      .addColumn('smsGroupId', 'text', (column) => column.references('groups.id'))
      .addColumn('startSms', 'text', (column) => column.notNull())
      .addColumn('startSmsLeadMinutes', 'integer', (column) => column.notNull())
      .addColumn('endSms', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('createdAt', 'text', (column) => column.notNull())
      .execute();
    for (const column of ['affectedGroupId', 'smsGroupId', 'revision', 'start', 'end'] as const) {
      await db.schema
        .createIndex(`continuityEventsBy_${column}`)
        .on('continuityEvents')
        .column(column)
        .execute();
    }
  },
};
