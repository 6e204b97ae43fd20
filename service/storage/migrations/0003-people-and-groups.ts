/** People, their addresses and delegates, groups and memberships. */
import type { Kysely } from 'kysely';
import type { Migration } from '../migration.ts';

export const peopleAndGroups: Migration = {
  number: 3,
  name: 'people-and-groups',
  async up(db) {
    await createPeople(db);
    await createAddresses(db);
    await createGroups(db);
  },
};

async function createPeople(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('people')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('displayName', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('phone', 'text')
    .addColumn('smsConsent', 'integer', (column) => column.notNull())
    .addColumn('disasterRecovery', 'integer', (column) => column.notNull())
    .addColumn('passwordHash', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('mailboxReaders')
    .addColumn('readerId', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addColumn('ownerId', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('mailboxReadersKey', ['readerId', 'ownerId'])
    .execute();
}

async function createAddresses(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mailAddresses')
    .addColumn('addressKey', 'text', (column) => column.primaryKey())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('ownerKind', 'text', (column) => column.notNull())
    .addColumn('ownerId', 'text', (column) => column.notNull())
    .addColumn('isAlias', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('mailAddressesByOwner').on('mailAddresses').column('ownerId').execute();
}

async function createGroups(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('groups')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('mail', 'text')
    .addColumn('lastSyncAt', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('groupMembers')
    .addColumn('groupId', 'text', (column) => column.notNull().references('groups.id').onDelete('cascade'))
    .addColumn('personId', 'text', (column) => column.notNull().references('people.id').onDelete('cascade'))
    .addPrimaryKeyConstraint('groupMembersKey', ['groupId', 'personId'])
    .execute();
  await db.schema.createIndex('groupMembersByPerson').on('groupMembers').column('personId').execute();
}
