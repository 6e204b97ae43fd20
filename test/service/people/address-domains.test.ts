/** Addresses that were kept as the DNS has their domain, before both ways to write it were one key. */
import path from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../../service/storage/migrations.ts';
import { openDatabase } from '../../../service/storage/open-database.ts';
import { temporaryFolder } from '../temporary-folder.ts';

test('they get the key of its letters, unless somebody has it already', async () => {
  const folder = path.join(temporaryFolder(), 'data');
  const before = await openDatabase(
    folder,
    MIGRATIONS.filter(({ number }) => number < 29),
  );
  for (const key of [
    'ada@xn--bcher-kva.example',
    'tom@xn--bcher-kva.example',
    'tom@bücher.example',
    'eve@xn--.example',
  ])
    await sql`insert into ${sql.table('mailAddresses')} values (${key}, ${key}, 'person', ${key}, 0)`.execute(
      before.db,
    );
  await before.close();
  const { db, close } = await openDatabase(folder, MIGRATIONS);
  const rows = await db
    .selectFrom('mailAddresses')
    .select(['addressKey', 'ownerId'])
    .orderBy('addressKey')
    .execute();
  expect(rows.map(({ addressKey, ownerId }) => `${addressKey} ${ownerId}`)).toEqual([
    'ada@bücher.example ada@xn--bcher-kva.example',
    'eve@xn--.example eve@xn--.example',
    'tom@bücher.example tom@bücher.example',
    'tom@xn--bcher-kva.example tom@xn--bcher-kva.example',
  ]);
  await close();
});
