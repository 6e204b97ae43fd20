/**
 * `npx tsx test/upgrade/make-fixtures.ts`: makes the fixtures that are missing, after a migration was added. What is
 * there is never made again: it stands for files that people have.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { fileKeyBox } from '../../electron/adapters/secret-box/file-key.ts';
import { openState } from '../../electron/adapters/state/open-state.ts';
import { statePaths } from '../../electron/adapters/state/state-paths.ts';
import { migrate } from '../../service/storage/migrate.ts';
import { MIGRATIONS } from '../../service/storage/migrations.ts';
import { MAILS, RECORDS, SYNC_STATE } from './device-content.ts';
import { NEWEST_DEVICE_FIXTURE, SERVICE_NUMBERS, serviceFixture, SETTINGS_FIXTURE } from './places.ts';
import { SERVICE_CONTENT } from './service-content.ts';

/** The smallest, because a table takes a page however little is in it. */
const PAGE_BYTES = 512;

async function makeServiceFixture(upTo: number): Promise<void> {
  const file = serviceFixture(upTo);
  mkdirSync(path.dirname(file), { recursive: true });
  const database = new Database(file);
  database.exec(`pragma page_size = ${PAGE_BYTES}; pragma foreign_keys = on`);
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  for (const number of SERVICE_NUMBERS.filter((each) => each <= upTo)) {
    await migrate(
      db,
      MIGRATIONS.filter((migration) => migration.number <= number),
    );
    for (const statement of SERVICE_CONTENT[number]?.write ?? []) database.exec(statement);
  }
  await db.destroy();
}

async function makeDeviceFixture(folder: string): Promise<void> {
  const box = fileKeyBox(statePaths(folder).keyFile);
  const state = await openState({ folder, box, log: { write: () => undefined } });
  await state.records.write(RECORDS);
  await state.mail.put(MAILS);
  await state.mail.setSyncState(SYNC_STATE);
  await state.close();
}

for (const number of SERVICE_NUMBERS) {
  if (!existsSync(serviceFixture(number))) await makeServiceFixture(number);
}
if (!existsSync(NEWEST_DEVICE_FIXTURE)) await makeDeviceFixture(NEWEST_DEVICE_FIXTURE);
if (!existsSync(SETTINGS_FIXTURE)) {
  const settings = {
    theme: 'dark',
    language: 'de',
    notificationsPausedUntil: null,
    openAtLogin: true,
    toldAboutTray: true,
  };
  writeFileSync(SETTINGS_FIXTURE, `${JSON.stringify(settings, null, '\t')}\n`);
}
