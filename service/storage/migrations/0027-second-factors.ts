/** Second factors of administrators, their recovery codes, what is being asked of them, and whether everybody needs one. */
import type { Kysely } from 'kysely';
import type { Migration } from '../migration.ts';

export const secondFactors: Migration = {
  number: 27,
  name: 'second-factors',
  async up(db) {
    await createFactors(db);
    await db.schema
      .createTable('recoveryCodes')
      .addColumn('administratorId', 'text', (column) =>
        column.notNull().references('administrators.id').onDelete('cascade'),
      )
      .addColumn('codeHash', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('recoveryCodesKey', ['administratorId', 'codeHash'])
      .execute();
    await db.schema
      .createTable('factorChallenges')
      .addColumn('challengeHash', 'text', (column) => column.primaryKey())
      .addColumn('administratorId', 'text', (column) =>
        column.notNull().references('administrators.id').onDelete('cascade'),
      )
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('newSecret', 'text')
      .addColumn('failures', 'integer', (column) => column.notNull())
      .addColumn('createdAt', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .alterTable('organisation')
      .addColumn('requireSecondFactor', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('administrators').addColumn('factorsResetAt', 'text').execute();
  },
};

async function createFactors(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('secondFactors')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('administratorId', 'text', (column) =>
      column.notNull().references('administrators.id').onDelete('cascade'),
    )
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('credentialId', 'text', (column) => column.unique())
    .addColumn('rpId', 'text')
    .addColumn('transports', 'text')
    .addColumn('lastCount', 'integer', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('lastUsedAt', 'text')
    .execute();
  await db.schema
    .createIndex('secondFactorsByAdministrator')
    .on('secondFactors')
    .column('administratorId')
    .execute();
}
