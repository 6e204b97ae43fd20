/** Where the fixtures of released schemas lie, and what they are called. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { MIGRATIONS } from '../../service/storage/migrations.ts';
import { MAIL_INDEX_SCHEMA } from '../../electron/adapters/migrations/mail-index.ts';
import { RECORDS_SCHEMA } from '../../electron/adapters/migrations/records.ts';

const FIXTURES = path.join(import.meta.dirname, 'fixtures');

export const serviceFixture = (number: number): string =>
  path.join(FIXTURES, 'service', `schema-${number}.db`);

/** A device's state folder, by the newest schemas of both of its databases. */
export const deviceFixture = (records: number, mailIndex: number): string =>
  path.join(FIXTURES, 'device', `records-${records}-mail-index-${mailIndex}`);

export const NEWEST_DEVICE_FIXTURE = deviceFixture(RECORDS_SCHEMA.length, MAIL_INDEX_SCHEMA.length);

export const SERVICE_NUMBERS = MIGRATIONS.map(({ number }) => number);

export function deviceFixtures(): readonly string[] {
  const folder = path.join(FIXTURES, 'device');
  return readdirSync(folder).map((name) => path.join(folder, name));
}

export const SETTINGS_FIXTURE = path.join(FIXTURES, 'settings.json');
