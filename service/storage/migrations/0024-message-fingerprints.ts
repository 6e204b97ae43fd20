/** By what a message is known when it comes a second time; of those that are there nobody knows. */
import type { Migration } from '../migration.ts';

export const messageFingerprints: Migration = {
  number: 24,
  name: 'message-fingerprints',
  async up(db) {
    await db.schema.alterTable('messages').addColumn('fingerprint', 'text').execute();
  },
};
