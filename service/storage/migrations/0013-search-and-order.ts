/** What lists are searched and ordered by, kept beside what it is made of, and the indexes that keep 100,000 rows quick. */
import { sql, type Kysely } from 'kysely';
import { foldedKey } from '../../search-key.ts';
import type { Migration } from '../migration.ts';

export const searchAndOrder: Migration = {
  number: 13,
  name: 'search-and-order',
  async up(db) {
    await addKeys(db, 'people', ['nameKey', 'searchKey']);
    await addKeys(db, 'groups', ['nameKey', 'searchKey']);
    await addKeys(db, 'devices', ['nameKey', 'personKey']);
    await addKeys(db, 'continuityEvents', ['titleKey', 'searchKey']);
    // Typed apart: the tables of this step's time.
    await fillKeys(db.withTables<TablesOfThen>());
    await createIndexes(db);
  },
};

async function addKeys(db: Kysely<unknown>, table: string, columns: readonly string[]): Promise<void> {
  for (const column of columns) {
    await db.schema
      .alterTable(table)
      .addColumn(column, 'text', (definition) => definition.notNull().defaultTo(''))
      .execute();
  }
}

interface Named {
  id: string;
  nameKey: string;
}
type TablesOfThen = {
  people: Named & { displayName: string; email: string; searchKey: string };
  mailAddresses: { ownerId: string; address: string };
  groups: Named & { name: string; mail: string | null; searchKey: string };
  devices: Named & { name: string; personId: string; personKey: string };
  continuityEvents: { id: string; description: string; notes: string; titleKey: string; searchKey: string };
};

async function fillKeys(db: Kysely<TablesOfThen>): Promise<void> {
  const addresses = await db.selectFrom('mailAddresses').select(['ownerId', 'address']).execute();
  const addressesOf = new Map<string, string[]>();
  for (const { ownerId, address } of addresses)
    addressesOf.set(ownerId, [...(addressesOf.get(ownerId) ?? []), address]);
  for (const { id, displayName, email } of await db.selectFrom('people').selectAll().execute()) {
    const searchKey = foldedKey(displayName, email, ...(addressesOf.get(id) ?? []));
    const personKey = foldedKey(displayName, email);
    await db
      .updateTable('people')
      .set({ nameKey: foldedKey(displayName), searchKey })
      .where('id', '=', id)
      .execute();
    await db.updateTable('devices').set({ personKey }).where('personId', '=', id).execute();
  }
  for (const { id, name, mail } of await db.selectFrom('groups').selectAll().execute()) {
    const keys = { nameKey: foldedKey(name), searchKey: foldedKey(name, mail ?? '') };
    await db.updateTable('groups').set(keys).where('id', '=', id).execute();
  }
  for (const { id, name } of await db.selectFrom('devices').select(['id', 'name']).execute())
    await db
      .updateTable('devices')
      .set({ nameKey: foldedKey(name) })
      .where('id', '=', id)
      .execute();
  for (const { id, description, notes } of await db.selectFrom('continuityEvents').selectAll().execute()) {
    const keys = { titleKey: foldedKey(description), searchKey: foldedKey(description, notes) };
    await db.updateTable('continuityEvents').set(keys).where('id', '=', id).execute();
  }
}

/** Null ones count as the text behind the column, so that they have a place in the order. */
type IndexColumn = string | readonly [column: string, whenNull: string];

/** After every instant that can be written. */
const NEVER = '~';

const INDEXES: Readonly<Record<string, readonly [table: string, ...columns: IndexColumn[]]>> = {
  peopleInOrder: ['people', 'nameKey', 'id', 'searchKey'],
  peopleByEmail: ['people', 'email', 'id', 'searchKey'],
  groupsInOrder: ['groups', 'nameKey', 'id', 'searchKey'],
  groupsBySync: ['groups', ['lastSyncAt', ''], 'id'],
  devicesByRegistration: ['devices', 'registeredAt', 'id'],
  devicesByName: ['devices', 'nameKey', 'id'],
  devicesInOrderOfPeople: ['devices', 'personKey', 'id'],
  devicesByReport: ['devices', ['reportedAt', ''], 'id'],
  continuityEventsInOrder: ['continuityEvents', 'start', 'id'],
  continuityEventsInOrderOfEnd: ['continuityEvents', ['end', NEVER], 'id'],
  continuityEventsByTitle: ['continuityEvents', 'titleKey', 'id'],
  auditByTarget: ['audit', 'target', 'seq'],
  auditByActor: ['audit', 'actor', 'seq'],
  auditByAction: ['audit', 'action', 'seq'],
  auditByTime: ['audit', 'at', 'seq'],
  receiptsByEvent: ['receipts', 'eventId', 'kind', 'deviceId', 'shownAt'],
};

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  for (const [name, [table, ...columns]] of Object.entries(INDEXES)) {
    const parts = columns.map((column) =>
      typeof column === 'string'
        ? sql.ref(column)
        : sql`(coalesce(${sql.ref(column[0])}, ${sql.lit(column[1])}))`,
    );
    await sql`create index ${sql.id(name)} on ${sql.table(table)} (${sql.join(parts)})`.execute(db);
  }
}
