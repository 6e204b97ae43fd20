/** The organisation's row, its revision counter and the change log. */
import type { Migration } from '../migration.ts';

export const organisation: Migration = {
  number: 1,
  name: 'organisation',
  async up(db) {
    await db.schema
      .createTable('organisation')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('serviceId', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('epoch', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('horizon', 'integer', (column) => column.notNull())
      .addColumn('createdAt', 'text', (column) => column.notNull())
      .addColumn('tokenSecret', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('changeLog')
      .addColumn('revision', 'integer', (column) => column.primaryKey())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('eventId', 'text')
      .addColumn('groupId', 'text')
      .addColumn('formerGroupId', 'text')
      .execute();
    await db.schema
      .createTable('changeLogPeople')
      .addColumn('revision', 'integer', (column) =>
        column.notNull().references('changeLog.revision').onDelete('cascade'),
      )
      .addColumn('personId', 'text', (column) => column.notNull())
      .addColumn('joinedGroupId', 'text')
      .addColumn('leftGroupId', 'text')
      .addPrimaryKeyConstraint('changeLogPeopleKey', ['personId', 'revision'])
      .execute();
    await db.schema
      .createIndex('changeLogPeopleByRevision')
      .on('changeLogPeople')
      .column('revision')
      .execute();
  },
};
