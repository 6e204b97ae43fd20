/** G43 for what a device keeps: every released state opens in the newest version, a newer one is refused and not one byte of it changes. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { MAIL_INDEX_SCHEMA } from '../../electron/adapters/migrations/mail-index.ts';
import { RECORDS_SCHEMA } from '../../electron/adapters/migrations/records.ts';
import { deriveKey } from '../../electron/adapters/sealing/seal.ts';
import { fileKeyBox } from '../../electron/adapters/secret-box/file-key.ts';
import { openDatabase } from '../../electron/adapters/sqlite/database.ts';
import { openKeyRing } from '../../electron/adapters/state/key-ring.ts';
import { statePaths } from '../../electron/adapters/state/state-paths.ts';
import { readStoredSettings } from '../../electron/shell/stored-settings.ts';
import { openFileState } from '../electron/adapters/state/open-temporary-state.ts';
import { runChild } from '../electron/adapters/state/child-process.ts';
import { temporaryFolder } from '../electron/adapters/temporary-folder.ts';
import { MAILS, RECORDS, SYNC_STATE } from './device-content.ts';
import { deviceFixtures, NEWEST_DEVICE_FIXTURE, SETTINGS_FIXTURE } from './places.ts';
import released from './released.json' with { type: 'json' };

function copyOf(fixture: string): string {
  const folder = temporaryFolder();
  cpSync(fixture, folder, { recursive: true });
  return folder;
}

async function expectContent(folder: string): Promise<void> {
  const { records, mail, close } = await openFileState(folder);
  for (const { kind, id, value } of RECORDS) expect((await records.read(kind)).get(id)).toEqual(value);
  const { rows } = await mail.list({ mailbox: 'inbox', unreadOnly: false, offset: 0, limit: 10 });
  expect(rows.map(({ id }) => id).sort()).toEqual(MAILS.map(({ mail: { id } }) => id));
  for (const { mail: cached, raw } of MAILS)
    expect(Buffer.from((await mail.raw(cached.id)) ?? []).equals(raw)).toBe(true);
  expect((await mail.search('subject 2', 5)).map(({ id }) => id)).toEqual(['M2']);
  expect(await mail.syncState()).toBe(SYNC_STATE);
  await close();
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** The key under which the mail index of a fixture is encrypted. */
async function indexKey(folder: string): Promise<Buffer> {
  const { keys, keyFile } = statePaths(folder);
  return deriveKey((await openKeyRing(keys, fileKeyBox(keyFile))).mail, 'mail: index file');
}

describe('every released state', () => {
  test('the newest schemas have their fixture', () => {
    expect(existsSync(NEWEST_DEVICE_FIXTURE), 'run `npx tsx test/upgrade/make-fixtures.ts`').toBe(true);
  });

  test('released steps are as they were: one that is wrong is put right by the next', () => {
    expect({
      records: RECORDS_SCHEMA.map((step) => sha256(step)),
      mailIndex: MAIL_INDEX_SCHEMA.map((step) => sha256(step)),
    }).toEqual(released.device);
  });

  test.each(deviceFixtures())('%s opens in the newest version with what it held', async (fixture) => {
    const folder = copyOf(fixture);
    await expectContent(folder);
    await expectContent(folder);
  });

  test('preferences are read; of a newer version, those that are known', () => {
    const text = readFileSync(SETTINGS_FIXTURE, 'utf8');
    const settings = { theme: 'dark', language: 'de', openAtLogin: true };
    expect(readStoredSettings(text)).toMatchObject({ state: 'read', settings, ignored: [] });
    const newer = { ...(JSON.parse(text) as object), layout: 99, theme: 'sepia' };
    expect(readStoredSettings(JSON.stringify(newer))).toMatchObject({
      ...{ state: 'read', ignored: ['theme'] },
      settings: { theme: 'system', language: 'de' },
    });
  });
});

describe('a newer file is refused, and not one byte of it changes', () => {
  type Paths = ReturnType<typeof statePaths>;
  const kinds: readonly (readonly [
    file: 'keys' | 'records' | 'mailIndex',
    (paths: Paths) => Promise<void>,
  ])[] = [
    [
      'keys',
      async ({ keys }) =>
        writeFileSync(keys, readFileSync(keys, 'utf8').replace('"layout":1', '"layout":99')),
    ],
    ['records', async ({ records }) => setVersion(records, null)],
    ['mailIndex', async ({ mailIndex, folder }) => setVersion(mailIndex, await indexKey(folder))],
  ];
  test.each(kinds)('%s', async (file, makeNewer) => {
    const paths = statePaths(copyOf(NEWEST_DEVICE_FIXTURE));
    await makeNewer(paths);
    const before = { names: readdirSync(paths.folder), content: sha256(readFileSync(paths[file])) };
    await expect(openFileState(paths.folder)).rejects.toMatchObject({
      name: 'NewerSchemaError',
      message: expect.stringMatching(/99.*1/) as string,
    });
    expect({ names: readdirSync(paths.folder), content: sha256(readFileSync(paths[file])) }).toEqual(before);
  });
});

function setVersion(file: string, key: Uint8Array | null): void {
  const database = openDatabase({ path: file, key, synchronous: 'full', exclusive: true, newestSchema: 99 });
  database.execute('PRAGMA user_version = 99');
  database.close();
}

describe('kill -9 in a step', () => {
  // A step executes its own SQL and then its number.
  const kills = RECORDS_SCHEMA.flatMap((_step, index) => [2 * index + 1, 2 * index + 2]);
  test.each(kills)('kill -9 after statement %i of the records: the next start has them', async (killAt) => {
    const folder = copyOf(NEWEST_DEVICE_FIXTURE);
    const { records, keys } = statePaths(folder);
    for (const file of [records, keys, path.join(folder, 'state.key')]) rmSync(file);
    expect(await killed(records, 'records', '', killAt)).toBe('SIGKILL');
    const state = await openFileState(folder);
    await state.records.write(RECORDS);
    expect((await state.records.read('outbox')).size).toBe(1);
  });

  const indexKills = MAIL_INDEX_SCHEMA.flatMap((_step, index) => [2 * index + 1, 2 * index + 2]);
  test.each(indexKills)(
    'kill -9 after statement %i of the mail index: the next start fills it',
    async (killAt) => {
      const folder = copyOf(NEWEST_DEVICE_FIXTURE);
      const key = await indexKey(folder);
      const { mailIndex } = statePaths(folder);
      rmSync(mailIndex);
      expect(await killed(mailIndex, 'mail-index', key.toString('hex'), killAt)).toBe('SIGKILL');
      const { mail, close } = await openFileState(folder);
      expect(await mail.syncState()).toBeNull();
      await mail.put(MAILS);
      await mail.setSyncState(SYNC_STATE);
      await close();
      await expectContent(folder);
    },
  );
});

function killed(file: string, name: string, key: string, killAt: number): Promise<number | string> {
  return runChild('test/upgrade/device-migrating-child.ts', [file, name, key, String(killAt)]).ended;
}
