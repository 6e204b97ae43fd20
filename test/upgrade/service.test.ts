/** G43 for the service's database: every released schema opens in the newest, with all that it held, however often it is killed on the way. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Kysely, sql, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { verifyAudit } from '../../service/audit/store.ts';
import { migrate } from '../../service/storage/migrate.ts';
import { MIGRATIONS } from '../../service/storage/migrations.ts';
import { DATABASE_FILE, openDatabase } from '../../service/storage/open-database.ts';
import { runChild } from '../electron/adapters/state/child-process.ts';
import { startRig } from '../service/service-rig.ts';
import { temporaryFolder } from '../service/temporary-folder.ts';
import { SERVICE_NUMBERS, serviceFixture } from './places.ts';
import { SERVICE_CONTENT } from './service-content.ts';
import released from './released.json' with { type: 'json' };

function folderWith(number: number | undefined): string {
  const folder = temporaryFolder();
  if (number !== undefined) copyFileSync(serviceFixture(number), path.join(folder, DATABASE_FILE));
  return folder;
}

/** Opens it with the newest version, and finds what the steps up to `upTo` have written. */
async function expectContent(folder: string, upTo: number): Promise<void> {
  const { db, close } = await openDatabase(folder, MIGRATIONS);
  for (const number of SERVICE_NUMBERS.filter((each) => each <= upTo)) {
    const { read = '', rows } = SERVICE_CONTENT[number] ?? {};
    expect((await sql.raw(read).execute(db)).rows).toEqual(rows);
  }
  expect(await verifyAudit(db, [])).toMatchObject({ intact: true });
  await close();
}

const applied = (folder: string): readonly unknown[] => {
  const database = new Database(path.join(folder, DATABASE_FILE));
  const hasHistory = database.prepare("select 1 from sqlite_master where name = 'schemaMigrations'").get();
  const rows = hasHistory === undefined ? [] : database.prepare('select number from schemaMigrations').all();
  database.close();
  return rows.map((row) => (row as { readonly number: number }).number);
};

describe('every migration has its fixture, and stays what it was', () => {
  test.each(SERVICE_NUMBERS)('migration %i', (number) => {
    const help = 'add what it holds to service-content.ts and run `npx tsx test/upgrade/make-fixtures.ts`';
    expect(SERVICE_CONTENT[number], help).toBeDefined();
    expect(existsSync(serviceFixture(number)), help).toBe(true);
  });

  test.each(SERVICE_NUMBERS)('migration %i still makes the schema of its fixture', async (number) => {
    const fresh = new Database(':memory:');
    const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: fresh }) });
    await migrate(
      db,
      MIGRATIONS.filter((migration) => migration.number <= number),
    );
    const schemaOf = (database: Database.Database): unknown =>
      database.prepare('select type, name, sql from sqlite_master order by type, name').all();
    const fixture = new Database(path.join(folderWith(number), DATABASE_FILE));
    expect(schemaOf(fresh)).toEqual(schemaOf(fixture));
    fixture.close();
    await db.destroy();
  });

  test('the files of released migrations are as they were: one that is wrong is put right by the next', () => {
    const folder = 'service/storage/migrations';
    const hashes = readdirSync(folder).map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(path.join(folder, name)))
        .digest('hex'),
    ]);
    expect(Object.fromEntries(hashes)).toEqual(released.service);
  });
});

describe('every released schema', () => {
  test.each(SERVICE_NUMBERS)('schema %i opens in the newest version with what it held', async (number) => {
    await expectContent(folderWith(number), number);
  });

  test.each(SERVICE_NUMBERS)('the whole service starts on schema %i, and stores', async (number) => {
    const rig = await startRig({ folder: folderWith(number) });
    const { status } = await rig.call('POST', '/api/v1/groups', { body: { name: 'New' } });
    const events = await rig.call('GET', '/api/v1/events');
    await rig.stop();
    expect(status).toBe(201);
    expect(events.body).toMatchObject({ items: number >= 4 ? [{ id: 'event-1' }] : [] });
  });
});

// At its named point, before a step's commit, crash/service-points.test.ts kills a new database.
describe('kill -9 in the midst of a step', () => {
  const steps = SERVICE_NUMBERS.map((number, index) => ({ number, before: SERVICE_NUMBERS[index - 1] }));
  test.each(steps)('step $number leaves schema $before, which opens again', async ({ number, before }) => {
    const folder = folderWith(before);
    const child = runChild('test/upgrade/service-migrating-child.ts', [folder, String(number)]);
    expect(await child.ended).toBe('SIGKILL');
    expect(applied(folder)).toEqual(SERVICE_NUMBERS.filter((each) => each < number));
    await expectContent(folder, before ?? 0);
  });
});
