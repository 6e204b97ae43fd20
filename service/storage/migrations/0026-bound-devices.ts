/** Devices that signed the address that they dialled: a relay can no longer take that out of their proof. */
import type { Migration } from '../migration.ts';

export const boundDevices: Migration = {
  number: 26,
  name: 'bound-devices',
  async up(db) {
    await db.schema
      .alterTable('devices')
      .addColumn('bound', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
