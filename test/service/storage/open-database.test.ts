/** The data folder: one holder, migrations once, a newer database untouched, everything committed still there. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../../service/storage/migrations.ts';
import type { Migration } from '../../../service/storage/migration.ts';
import { DATABASE_FILE, openDatabase } from '../../../service/storage/open-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const later: Migration = {
  number: 9000,
  name: 'from-the-future',
  up: async (db) => {
    await db.schema.createTable('future').addColumn('id', 'text').execute();
  },
};

describe('openDatabase', () => {
  test('a second holder of the same folder is refused, and may come when the first has gone', async () => {
    const folder = temporaryFolder();
    const first = await openDatabase(folder, MIGRATIONS);
    await expect(openDatabase(folder, MIGRATIONS)).rejects.toMatchObject({ code: 'folder-in-use' });
    await first.close();
    const second = await openDatabase(folder, MIGRATIONS);
    await second.close();
  });

  test('commits are durable: write-ahead log with synchronous=FULL and foreign keys on', async () => {
    const { db, close } = await openDatabase(temporaryFolder(), MIGRATIONS);
    const read = async (pragma: string): Promise<unknown> =>
      (await sql<Record<string, unknown>>`pragma ${sql.raw(pragma)}`.execute(db)).rows[0]?.[pragma];
    expect(await read('journal_mode')).toBe('wal');
    expect(await read('synchronous')).toBe(2);
    expect(await read('foreign_keys')).toBe(1);
    await close();
  });

  test('who finds it locked by another program fails, once, and goes on when that has let go', async () => {
    const folder = temporaryFolder();
    const { db, close } = await openDatabase(folder, MIGRATIONS);
    await sql`pragma busy_timeout = 0`.execute(db);
    const other = new Database(path.join(folder, DATABASE_FILE));
    const key = (name: string) => ({ accountId: 'a', key: name, threadId: 't', usedAtMs: 1 });
    const alone = () => db.insertInto('threadKeys').values(key('alone')).execute();
    const together = () =>
      db.transaction().execute((inside) => inside.insertInto('threadKeys').values(key('together')).execute());
    other.exec('begin immediate');
    for (const write of [alone, together]) await expect(write()).rejects.toThrow('locked');
    other.exec('rollback');
    other.close();
    for (const write of [alone, together]) await write();
    expect(await db.selectFrom('threadKeys').select('key').orderBy('key').execute()).toEqual([
      { key: 'alone' },
      { key: 'together' },
    ]);
    await close();
  });

  test('G43: a database of a newer version is refused and not one byte of it changes', async () => {
    const folder = temporaryFolder();
    const newer = await openDatabase(folder, [...MIGRATIONS, later]);
    await newer.close();
    const before = readFileSync(path.join(folder, DATABASE_FILE));
    await expect(openDatabase(folder, MIGRATIONS)).rejects.toMatchObject({ code: 'newer-database' });
    expect(readFileSync(path.join(folder, DATABASE_FILE)).equals(before)).toBe(true);
  });

  test('G43: a migration that fails half-way leaves nothing behind', async () => {
    const folder = temporaryFolder();
    const broken: Migration = {
      ...later,
      up: async (db) => {
        await later.up(db);
        throw new Error('power cut');
      },
    };
    await expect(openDatabase(folder, [...MIGRATIONS, broken])).rejects.toThrow('power cut');
    const { db, close } = await openDatabase(folder, MIGRATIONS);
    const tables = await db.introspection.getTables();
    expect(tables.map((table) => table.name)).not.toContain('future');
    await close();
  });

  test('migration numbers are unique and ascend', () => {
    const numbers = MIGRATIONS.map((migration) => migration.number);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  });
});
