/** Messages, the mailboxes they are in, and what left them. */
import type { Kysely } from 'kysely';
import type { Migration } from '../migration.ts';

export const mailboxes: Migration = {
  number: 10,
  name: 'mailboxes',
  async up(db) {
    await createMessages(db);
    await createAccounts(db);
    await createEmails(db);
    await createGoneEmails(db);
    await createThreadKeys(db);
  },
};

async function createMessages(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('messages')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('receivedAtMs', 'bigint', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('subjectText', 'text', (column) => column.notNull())
    .addColumn('fromText', 'text', (column) => column.notNull())
    .addColumn('toText', 'text', (column) => column.notNull())
    .addColumn('ccText', 'text', (column) => column.notNull())
    .addColumn('hasAttachment', 'integer', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('messagesByTime').on('messages').column('receivedAtMs').execute();
  await db.schema
    .createTable('messageBodies')
    .addColumn('messageId', 'text', (column) =>
      column.notNull().references('messages.id').onDelete('cascade'),
    )
    .addColumn('partId', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addColumn('isCut', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('messageBodiesKey', ['messageId', 'partId'])
    .execute();
}

async function createAccounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mailboxAccounts')
    .addColumn('accountId', 'text', (column) => column.primaryKey())
    .addColumn('modseq', 'bigint', (column) => column.notNull())
    .addColumn('horizon', 'bigint', (column) => column.notNull())
    .execute();
}

async function createEmails(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('emails')
    .addColumn('accountId', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('messageId', 'text', (column) => column.notNull().references('messages.id'))
    .addColumn('threadId', 'text', (column) => column.notNull())
    .addColumn('mailbox', 'text', (column) => column.notNull())
    .addColumn('receivedAtMs', 'bigint', (column) => column.notNull())
    .addColumn('seen', 'integer', (column) => column.notNull())
    .addColumn('flagged', 'integer', (column) => column.notNull())
    .addColumn('answered', 'integer', (column) => column.notNull())
    .addColumn('draft', 'integer', (column) => column.notNull())
    .addColumn('createdModseq', 'bigint', (column) => column.notNull())
    .addColumn('changedModseq', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('emailsKey', ['accountId', 'id'])
    .execute();
  await db.schema
    .createIndex('emailsByTime')
    .on('emails')
    .columns(['accountId', 'receivedAtMs', 'id'])
    .execute();
  await db.schema
    .createIndex('emailsByChange')
    .on('emails')
    .columns(['accountId', 'changedModseq'])
    .execute();
  await db.schema.createIndex('emailsByThread').on('emails').columns(['accountId', 'threadId']).execute();
  await db.schema.createIndex('emailsByMessage').on('emails').column('messageId').execute();
  await db.schema.createIndex('emailsByAge').on('emails').column('receivedAtMs').execute();
}

async function createGoneEmails(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('goneEmails')
    .addColumn('accountId', 'text', (column) => column.notNull())
    .addColumn('emailId', 'text', (column) => column.notNull())
    .addColumn('threadId', 'text', (column) => column.notNull())
    .addColumn('mailbox', 'text', (column) => column.notNull())
    .addColumn('createdModseq', 'bigint', (column) => column.notNull())
    .addColumn('goneModseq', 'bigint', (column) => column.notNull())
    .addColumn('goneAtMs', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('goneEmailsKey', ['accountId', 'emailId'])
    .execute();
  await db.schema
    .createIndex('goneEmailsByChange')
    .on('goneEmails')
    .columns(['accountId', 'goneModseq'])
    .execute();
  await db.schema.createIndex('goneEmailsByAge').on('goneEmails').column('goneAtMs').execute();
}

async function createThreadKeys(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('threadKeys')
    .addColumn('accountId', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('threadId', 'text', (column) => column.notNull())
    .addColumn('usedAtMs', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('threadKeysKey', ['accountId', 'key'])
    .execute();
  await db.schema.createIndex('threadKeysByAge').on('threadKeys').column('usedAtMs').execute();
}
