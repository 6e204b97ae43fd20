/** Webhooks and what waits to be delivered to them, the last status that others were told of, and idempotency keys. */
import { sql, type Kysely } from 'kysely';
import type { Migration } from '../migration.ts';

export const webhooks: Migration = {
  number: 14,
  name: 'webhooks',
  async up(db) {
    await createWebhooks(db);
    await createDeliveries(db);
    await createIdempotencyKeys(db);
    await db.schema
      .alterTable('continuityEvents')
      .addColumn('toldStatus', 'text', (column) => column.notNull().defaultTo('pending'))
      .execute();
    // What has started or ended before there were webhooks is news to nobody.
    const now = new Date().toISOString();
    const [start, end] = [sql.ref('start'), sql.ref('end')];
    await sql`update ${sql.table('continuityEvents')} set ${sql.ref('toldStatus')} =
      case when ${end} <= ${now} then 'expired' when ${start} <= ${now} then 'current' else 'pending' end`.execute(
      db,
    );
  },
};

async function createWebhooks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('webhooks')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('nameKey', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('types', 'text', (column) => column.notNull())
    .addColumn('secret', 'text', (column) => column.notNull())
    .addColumn('inactiveBecause', 'text')
    .addColumn('failingSince', 'text')
    .addColumn('lastDeliveredAt', 'text')
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .execute();
}

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('webhookDeliveries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('webhookId', 'text', (column) =>
      column.notNull().references('webhooks.id').onDelete('cascade'),
    )
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('eventId', 'text')
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('nextAttemptAt', 'text')
    .addColumn('lastAttemptAt', 'text')
    .addColumn('lastStatus', 'integer')
    .addColumn('lastProblem', 'text')
    .execute();
  const index = db.schema.createIndex('webhookDeliveriesDue').on('webhookDeliveries');
  await index.columns(['state', 'nextAttemptAt']).execute();
  const newest = db.schema.createIndex('webhookDeliveriesInOrder').on('webhookDeliveries');
  await newest.columns(['webhookId', 'createdAt', 'id']).execute();
}

async function createIdempotencyKeys(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('idempotencyKeys')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'text', (column) => column.notNull())
    .addColumn('answer', 'text')
    .execute();
  await db.schema.createIndex('idempotencyKeysByAge').on('idempotencyKeys').column('createdAt').execute();
}
