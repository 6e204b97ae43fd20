/** What people put into their mailboxes themselves: uploads, drafts, and what they handed over to be sent. */
import type { Kysely } from 'kysely';
import type { Migration } from '../migration.ts';

export const ownMail: Migration = {
  number: 18,
  name: 'own-mail',
  async up(db) {
    await createUploads(db);
    await createSubmissions(db);
    await db.schema.alterTable('emails').addColumn('ownHash', 'text').execute();
    await db.schema
      .createIndex('emailsByOwnHash')
      .on('emails')
      .columns(['accountId', 'ownHash'])
      .unique()
      .execute();
    await db.schema
      .alterTable('mailboxAccounts')
      .addColumn('movedModseq', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createIndex('goneEmailsByThread')
      .on('goneEmails')
      .columns(['accountId', 'threadId'])
      .execute();
  },
};

async function createUploads(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('uploads')
    .addColumn('accountId', 'text', (column) => column.notNull())
    .addColumn('blobId', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('size', 'bigint', (column) => column.notNull())
    .addColumn('uploadedAtMs', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('uploadsKey', ['accountId', 'blobId'])
    .execute();
  await db.schema.createIndex('uploadsByAge').on('uploads').column('uploadedAtMs').execute();
}

async function createSubmissions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('emailSubmissions')
    .addColumn('accountId', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('madeId', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('identityId', 'text', (column) => column.notNull())
    .addColumn('emailId', 'text', (column) => column.notNull())
    .addColumn('threadId', 'text', (column) => column.notNull())
    .addColumn('envelope', 'text', (column) => column.notNull())
    .addColumn('sendAtMs', 'bigint', (column) => column.notNull())
    .addColumn('undoStatus', 'text', (column) => column.notNull())
    .addColumn('createdModseq', 'bigint', (column) => column.notNull())
    .addColumn('changedModseq', 'bigint', (column) => column.notNull())
    .addColumn('gone', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('emailSubmissionsKey', ['accountId', 'id'])
    .addUniqueConstraint('emailSubmissionsMadeOnce', ['accountId', 'madeId'])
    .execute();
  const byChange = db.schema.createIndex('emailSubmissionsByChange').on('emailSubmissions');
  await byChange.columns(['accountId', 'changedModseq']).execute();
  const byTime = db.schema.createIndex('emailSubmissionsByTime').on('emailSubmissions');
  await byTime.columns(['accountId', 'sendAtMs', 'id']).execute();
}
