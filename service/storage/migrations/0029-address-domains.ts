/** Addresses are known by the letters of their domain: those that were written as the DNS has it (`xn--…`) get the same key as the others. */
import { domainToUnicode } from 'node:url';
import { sql, type Kysely } from 'kysely';
import type { Migration } from '../migration.ts';

const KEYS = [
  { table: 'mailAddresses', column: 'addressKey' },
  { table: 'administrators', column: 'emailKey' },
];

export const addressDomains: Migration = {
  number: 29,
  name: 'address-domains',
  async up(db) {
    for (const { table, column } of KEYS) await rekey(db, sql.table(table), sql.ref<string>(column));
  },
};

async function rekey(
  db: Kysely<unknown>,
  table: ReturnType<typeof sql.table>,
  column: ReturnType<typeof sql.ref<string>>,
): Promise<void> {
  const found = await sql<{ key: string }>`select ${column} as ${sql.id('key')} from ${table}
    where ${column} like '%@%xn--%'`.execute(db);
  for (const { key } of found.rows) {
    const at = key.lastIndexOf('@') + 1;
    const letters = domainToUnicode(key.slice(at));
    if (letters === '') continue;
    // Where somebody has it in letters already, theirs it stays.
    await sql`update or ignore ${table} set ${column} = ${key.slice(0, at) + letters} where ${column} = ${key}`.execute(
      db,
    );
  }
}
