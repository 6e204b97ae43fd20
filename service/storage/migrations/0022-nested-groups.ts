/** Groups in groups: `groupMembers` has everybody who is in a group, and says who is named in it. */
import type { Migration } from '../migration.ts';

export const nestedGroups: Migration = {
  number: 22,
  name: 'nested-groups',
  async up(db) {
    await db.schema
      .createTable('nestedGroups')
      .addColumn('groupId', 'text', (column) => column.notNull().references('groups.id').onDelete('cascade'))
      .addColumn('memberId', 'text', (column) => column.notNull().references('groups.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('nestedGroupsKey', ['groupId', 'memberId'])
      .execute();
    await db.schema.createIndex('nestedGroupsByMember').on('nestedGroups').column('memberId').execute();
    await db.schema
      .alterTable('groupMembers')
      .addColumn('direct', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
  },
};
