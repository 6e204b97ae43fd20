/** The write-ahead log is merged beside the commits, not by one of them (G52), and never without end. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../../service/storage/migrations.ts';
import { DATABASE_FILE, openDatabase, type OpenDatabase } from '../../../service/storage/open-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const MB = 1024 * 1024;

const write = (db: OpenDatabase['db'], key: string) =>
  db
    .insertInto('threadKeys')
    .values({ accountId: 'a', key, threadId: 'x'.repeat(MB), usedAtMs: 1 })
    .execute();

const keys = async (db: OpenDatabase['db']) =>
  (await db.selectFrom('threadKeys').select('key').orderBy('key').execute()).map(({ key }) => key);

const MANY = ['1', '2', '3', '4', '5'];

test('a commit leaves what it wrote in the log; a thread merges it, and the next commit begins the log anew', async () => {
  const folder = temporaryFolder();
  const { db, close } = await openDatabase(folder, MIGRATIONS);
  const bytesOf = (end: string): number => statSync(path.join(folder, `${DATABASE_FILE}${end}`)).size;
  const before = bytesOf('');
  for (const key of MANY) await db.transaction().execute((inside) => write(inside, key));
  expect(bytesOf('')).toBe(before);
  await expect.poll(() => bytesOf(''), { timeout: 20_000 }).toBeGreaterThan(before + 4 * MB);
  await expect
    .poll(
      async () => {
        await db.deleteFrom('threadKeys').where('key', '=', 'nobody').execute();
        await write(db, `more ${String(bytesOf('-wal'))}`);
        return bytesOf('-wal');
      },
      { timeout: 20_000 },
    )
    .toBeLessThan(3 * MB);
  await close();
});

test('a service that closes while its log is merged has lost nothing', async () => {
  const folder = temporaryFolder();
  const first = await openDatabase(folder, MIGRATIONS);
  for (const key of MANY) await write(first.db, key);
  await first.close();
  const again = await openDatabase(folder, MIGRATIONS);
  expect(again.lacksLog).toBe(false);
  expect(await keys(again.db)).toEqual(MANY);
  await again.close();
});
