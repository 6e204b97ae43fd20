/** bad-inputs/cache-file.json, each case against a real state folder; those that do not apply say why. */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { passphraseBox } from '../../../../electron/adapters/secret-box/passphrase.ts';
import { safeStorageBox } from '../../../../electron/adapters/secret-box/safe-storage.ts';
import { openDatabase } from '../../../../electron/adapters/sqlite/database.ts';
import { deriveKey } from '../../../../electron/adapters/sealing/seal.ts';
import { statePaths } from '../../../../electron/adapters/state/state-paths.ts';
import { openKeyRing } from '../../../../electron/adapters/state/key-ring.ts';
import { fileKeyBox } from '../../../../electron/adapters/secret-box/file-key.ts';
import { openState } from '../../../../electron/adapters/state/open-state.ts';
import { batchOf } from '../cached-mail.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { collectingLog, openFileState } from './open-temporary-state.ts';

const CASES = JSON.parse(
  readFileSync(new URL('../../../corpus/bad-inputs/cache-file.json', import.meta.url), 'utf8'),
) as readonly { readonly id: string; readonly input: string; readonly expect: string }[];

const NUMBERS = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const INBOX = { mailbox: 'inbox', unreadOnly: false, offset: 0, limit: 50 } as const;
const PAGE_BYTES = 4096;

let folder: string;
let paths: ReturnType<typeof statePaths>;

/** A folder with nine mails and nine outbox records, closed. */
beforeEach(async () => {
  folder = temporaryFolder();
  paths = statePaths(folder);
  const state = await openFileState(folder);
  await state.mail.put(batchOf(NUMBERS));
  await state.mail.setSyncState('synced');
  await state.records.write(NUMBERS.map((number) => ({ kind: 'outbox', id: `o${number}`, value: number })));
  await state.close();
});

async function contents() {
  const { log, lines } = collectingLog();
  const state = await openFileState(folder, log);
  const rows = (await state.mail.list(INBOX)).rows.length;
  const outbox = (await state.records.read('outbox')).size;
  const sync = await state.mail.syncState();
  await state.mail.put(batchOf([77]));
  await state.close();
  return { rows, outbox, sync, reported: lines.some(({ level }) => level === 'error') };
}

const EMPTY_MAIL = { rows: 0, outbox: 9, sync: null };
const ALL = { rows: 9, outbox: 9, sync: 'synced', reported: false };

const CHECKS: Readonly<Record<string, () => Promise<void>>> = {
  async missing() {
    rmSync(paths.mailIndex);
    expect(await contents()).toEqual({ ...EMPTY_MAIL, reported: false });
  },
  async 'zero-length'() {
    truncateSync(paths.mailIndex, 0);
    expect(await contents()).toEqual({ ...EMPTY_MAIL, reported: false });
  },
  async 'truncate-any'() {
    const whole = readFileSync(paths.mailIndex);
    const records = readFileSync(paths.records);
    for (let at = PAGE_BYTES; at < whole.length; at += PAGE_BYTES) {
      writeFileSync(paths.mailIndex, whole.subarray(0, at));
      expect([0, 9]).toContain((await contents()).rows);
    }
    for (let at = PAGE_BYTES - 1; at < records.length; at += PAGE_BYTES) {
      writeFileSync(paths.records, records.subarray(0, at));
      const found = await contents();
      // Records are never dropped silently: what cannot be carried over is reported.
      if (found.outbox < 9) expect(found.reported).toBe(true);
    }
  },
  async bitflip() {
    const [name = ''] = readdirSync(paths.mailFiles);
    const file = join(paths.mailFiles, name);
    const bytes = readFileSync(file);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    const { mail } = await openFileState(folder);
    const raws = await Promise.all(NUMBERS.map((number) => mail.raw(`M${number}`)));
    expect(raws.filter((raw) => raw === null)).toHaveLength(1);
    await expect.poll(async () => (await mail.list(INBOX)).total).toBe(8);
  },
  async 'header-swap'() {
    const bytes = readFileSync(paths.mailIndex);
    bytes.set(Buffer.from('SQLite format 3\0'));
    writeFileSync(paths.mailIndex, bytes);
    expect(await contents()).toEqual({ ...EMPTY_MAIL, reported: true });
    expect(readdirSync(folder).some((name) => name.startsWith('mail-index.db.corrupt-'))).toBe(true);
  },
  async 'wal-missing'() {
    rmSync(`${paths.records}-wal`, { force: true });
    expect(await contents()).toEqual(ALL);
  },
  async 'wal-foreign'() {
    const other = temporaryFolder();
    const foreign = openDatabase({
      path: join(other, 'x.db'),
      key: null,
      synchronous: 'full',
      exclusive: true,
      newestSchema: 1,
    });
    foreign.execute('CREATE TABLE record (kind, name, value)');
    copyFileSync(join(other, 'x.db-wal'), `${paths.records}-wal`);
    foreign.close();
    // SQLite takes a WAL that is whole for its own, so the records are no longer what they were: reported, and usable.
    const found = await contents();
    if (found.outbox < 9) expect(found.reported).toBe(true);
  },
  async 'shm-garbage'() {
    writeFileSync(`${paths.records}-shm`, Buffer.alloc(32_768, 7));
    expect(await contents()).toEqual(ALL);
  },
  async 'wrong-key'() {
    writeFileSync(paths.keyFile, Buffer.alloc(32, 1));
    await expect(openFileState(folder)).rejects.toMatchObject({ problem: 'wrong-key' });
    rmSync(paths.keyFile);
    await expect(openFileState(folder)).rejects.toMatchObject({ problem: 'key-missing' });
    // Nothing is removed because it does not open.
    expect(existsSync(paths.records)).toBe(true);
    expect(readdirSync(paths.mailFiles)).toHaveLength(9);
  },
  async 'keychain-locked'() {
    const box = safeStorageBox(storageCalled(null));
    await expect(
      openState({ folder: temporaryFolder(), box, log: collectingLog().log }),
    ).rejects.toMatchObject({
      problem: 'unavailable',
    });
  },
  async 'backend-changed'() {
    const place = temporaryFolder();
    const { log } = collectingLog();
    const first = await openState({
      folder: place,
      box: safeStorageBox(storageCalled('gnome_libsecret')),
      log,
    });
    await first.close();
    const again = openState({ folder: place, box: safeStorageBox(storageCalled('kwallet6')), log });
    await expect(again).rejects.toMatchObject({ problem: 'backend-changed' });
  },
  async 'basic-text'() {
    const place = join(temporaryFolder(), 'state');
    const state = await openState({ folder: place, box: null, log: collectingLog().log });
    await state.mail.put(batchOf([1]));
    expect([state.protection(), existsSync(place)]).toEqual(['memory', false]);
  },
  async 'record-swap'() {
    const database = openDatabase({
      path: paths.records,
      key: null,
      synchronous: 'full',
      exclusive: true,
      newestSchema: 1,
    });
    const rows = database.prepare('SELECT cast(name AS BLOB), cast(value AS BLOB) FROM record').all();
    const [[first, one] = [], [second, two] = []] = rows as Buffer[][];
    const swap = database.prepare('UPDATE record SET value = ? WHERE name = ?');
    swap.run(two ?? null, first ?? null);
    swap.run(one ?? null, second ?? null);
    database.close();
    expect(await contents()).toEqual({ ...ALL, outbox: 7, reported: true });
  },
  async 'eio-read'() {
    const { mail } = await openFileState(folder);
    const [name = ''] = readdirSync(paths.mailFiles);
    rmSync(join(paths.mailFiles, name));
    const raws = await Promise.all(NUMBERS.map((number) => mail.raw(`M${number}`)));
    expect(raws.filter((raw) => raw === null)).toHaveLength(1);
  },
  async 'future-schema'() {
    const database = openDatabase({
      path: paths.records,
      key: null,
      synchronous: 'full',
      exclusive: true,
      newestSchema: 1,
    });
    database.execute('PRAGMA user_version = 999');
    database.close();
    // The header's 100 bytes hold SQLite's own counters, which taking the lock moves on.
    const content = () => readFileSync(paths.records).subarray(100);
    const before = content();
    await expect(openFileState(folder)).rejects.toThrow('schema 999');
    expect(content().equals(before)).toBe(true);

    const { mail } = await openKeyRing(paths.keys, fileKeyBox(paths.keyFile));
    const key = deriveKey(mail, 'mail: index file');
    const index = openDatabase({
      path: paths.mailIndex,
      key,
      synchronous: 'normal',
      exclusive: true,
      newestSchema: 1,
    });
    index.execute('PRAGMA user_version = 999');
    index.close();
    await expect(openFileState(folder)).rejects.toThrow('schema 999');
  },
  async 'plaintext-scan'() {
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).join('\n');
    expect(found).not.toMatch(/M1|subject|example/i);
    await expect(
      openState({ folder, box: passphraseBox('passphrase', 'guess'), log: collectingLog().log }),
    ).rejects.toMatchObject({ problem: 'wrong-key' });
    appendFileSync(paths.keys, ' ');
    expect(await contents()).toEqual(ALL);
  },
};

const ELSEWHERE: Readonly<Record<string, string>> = {
  rollback:
    'the service tells by epoch and revision (device), and the sync by the JMAP state (mailbox-sync.test.ts)',
  'disk-full':
    'disk-full.test.ts, on a file system that is full; what the sync does about it: mailbox-sync.test.ts',
  'readonly-fs': 'store-errors.test.ts: EROFS counts as full',
  locked:
    'the folder is held for the life of the process (crash.test.ts), so no other program can lock it in between',
  'old-schema': 'there is one schema so far; migrate.test.ts kills a process in every step of made-up ones',
  '10GB': 'not done: the window bounds the cache, and a full disk is met when it comes',
  'clock-back': 'mailbox-sync.test.ts: the wall clock changes nothing',
  'clock-forward': 'mailbox-sync.test.ts: a clock ten days fast empties nothing',
};

describe('bad-inputs/cache-file.json', () => {
  test.each(CASES.filter(({ id }) => CHECKS[id] !== undefined))('$id: $input -> $expect', async ({ id }) => {
    await CHECKS[id]?.();
  });

  test('every case is checked here or says where, and none is left over', () => {
    const known = [...Object.keys(CHECKS), ...Object.keys(ELSEWHERE)].sort();
    expect(known).toEqual(CASES.map(({ id }) => id).sort());
  });
});

/** A secret store of that name that "encrypts" by turning bytes over, as its content is not what is tested. */
function storageCalled(backend: string | null) {
  return {
    backend: async () => backend,
    encrypt: async (text: string) => Buffer.from(text).map((byte) => byte ^ 0xff),
    decrypt: async (sealed: Uint8Array) => Buffer.from(sealed.map((byte) => byte ^ 0xff)).toString(),
  };
}
