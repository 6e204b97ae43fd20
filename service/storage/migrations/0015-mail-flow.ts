/** Deliveries of messages to recipients, and what happened to messages on their way. */
import { sql, type Kysely } from 'kysely';
import type { Migration } from '../migration.ts';

export const mailFlow: Migration = {
  number: 15,
  name: 'mail-flow',
  async up(db) {
    await createDeliveries(db);
    await createDeliveryIndexes(db);
    await createTrace(db);
  },
};

async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mailDeliveries')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('direction', 'text', (column) => column.notNull())
    .addColumn('messageId', 'text', (column) => column.notNull())
    .addColumn('submissionId', 'text')
    .addColumn('accountId', 'text')
    .addColumn('sender', 'text', (column) => column.notNull())
    .addColumn('recipient', 'text', (column) => column.notNull())
    .addColumn('lane', 'text', (column) => column.notNull())
    .addColumn('domain', 'text', (column) => column.notNull())
    .addColumn('personId', 'text')
    .addColumn('groupId', 'text')
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('searchKey', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('inLane', 'integer', (column) => column.notNull())
    .addColumn('exempt', 'integer', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('unanswered', 'integer', (column) => column.notNull())
    .addColumn('queuedAt', 'text', (column) => column.notNull())
    .addColumn('nextAttemptAt', 'text', (column) => column.notNull())
    .addColumn('giveUpAt', 'text', (column) => column.notNull())
    .addColumn('heldEventId', 'text')
    .addColumn('heldAt', 'text')
    .addColumn('releasedAt', 'text')
    .addColumn('lastAttemptAt', 'text')
    .addColumn('lastReply', 'text')
    .addColumn('handedTo', 'text')
    .addColumn('finishedAt', 'text')
    .addColumn('reportDue', 'integer', (column) => column.notNull())
    .execute();
}

/** What is over is never looked at when the next delivery is chosen, however much of it is kept. */
const OPEN = sql`state in ('queued', 'held', 'delivering', 'deferred')`;

async function createDeliveryIndexes(db: Kysely<unknown>): Promise<void> {
  const lane = [sql.ref('lane'), sql.ref('seq')];
  await sql`create index ${sql.id('mailDeliveriesInLane')} on ${sql.table('mailDeliveries')} (${sql.join(lane)})
    where ${OPEN} and ${sql.ref('inLane')} = 1`.execute(db);
  await sql`create index ${sql.id('mailDeliveriesToReport')} on ${sql.table('mailDeliveries')} (${sql.ref('messageId')})
    where ${sql.ref('reportDue')} = 1`.execute(db);
  const columns: Readonly<Record<string, readonly string[]>> = {
    mailDeliveriesDue: ['state', 'nextAttemptAt'],
    mailDeliveriesByState: ['state', 'queuedAt', 'id'],
    mailDeliveriesInOrder: ['queuedAt', 'id'],
    mailDeliveriesByRecipient: ['recipient', 'id'],
    mailDeliveriesBySender: ['sender', 'id'],
    mailDeliveriesByMessage: ['messageId'],
    mailDeliveriesBySubmission: ['submissionId'],
    mailDeliveriesByEvent: ['heldEventId', 'state'],
    mailDeliveriesByEnd: ['finishedAt'],
  };
  for (const [name, indexed] of Object.entries(columns))
    await db.schema
      .createIndex(name)
      .on('mailDeliveries')
      .columns([...indexed])
      .execute();
}

async function createTrace(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mailTrace')
    .addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('messageId', 'text', (column) => column.notNull())
    .addColumn('deliveryId', 'text')
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('actor', 'text')
    .addColumn('detail', 'text')
    .execute();
  await db.schema.createIndex('mailTraceByMessage').on('mailTrace').columns(['messageId', 'seq']).execute();
  await db.schema.createIndex('mailTraceByAge').on('mailTrace').column('at').execute();
}
