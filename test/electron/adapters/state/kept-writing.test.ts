/** Unsent mail that people left on this computer, on a real disk: for its own person, sealed, whatever is wiped beside it. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { passphraseBox } from '../../../../electron/adapters/secret-box/passphrase.ts';
import { openState } from '../../../../electron/adapters/state/open-state.ts';
import { statePaths } from '../../../../electron/adapters/state/state-paths.ts';
import type { Owner } from '../../../../electron/device/keeping/kept-port.ts';
import { StoreError, type RecordChange } from '../../../../electron/device/ports.ts';
import { collectingLog, openFileState } from './open-temporary-state.ts';

const ADA: Owner = { serviceId: 'service', personId: 'ada' };
const EVE: Owner = { serviceId: 'service', personId: 'eve' };
const SECRET = 'canary-of-an-unsent-message';
const RECORDS: readonly RecordChange[] = [
  { kind: 'outbox', id: 'm1', value: { subject: SECRET } },
  { kind: 'outbox-message', id: 'm1', value: 'A'.repeat(3_000_000) },
  { kind: 'draft', id: 'd1', value: { subject: 'grüße' } },
];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'kept-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const keptFolder = (): string => statePaths(folder).kept;
const bundleFile = (): string =>
  path.join(keptFolder(), readdirSync(keptFolder()).find((name) => name.endsWith('.kept')) ?? 'none');

test('outlives a wipe and the process, opens for its own person only, and leaves nothing when it is taken', async () => {
  const state = await openFileState(folder);
  await state.kept.keep(ADA, RECORDS);
  await state.records.wipe();
  await state.close();
  const next = await openFileState(folder);
  expect(await next.kept.bundles(EVE)).toEqual([]);
  const [bundle] = await next.kept.bundles(ADA);
  expect(bundle?.records).toEqual(RECORDS);
  await bundle?.remove();
  expect(readdirSync(keptFolder())).toEqual([]);
});

test('nothing of it is readable, not even whose it is, and nobody else may read the files', async () => {
  const state = await openFileState(folder);
  await state.kept.keep(ADA, RECORDS);
  for (const name of readdirSync(keptFolder())) {
    const file = path.join(keptFolder(), name);
    expect(readFileSync(file).includes(SECRET)).toBe(false);
    expect(name).not.toContain('ada');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  }
});

test("a bundle under another person's name does not open, nor does one that was cut or changed; it stays", async () => {
  const state = await openFileState(folder);
  await state.kept.keep(ADA, RECORDS);
  const file = bundleFile();
  const whole = readFileSync(file);
  const damaged = [
    whole.subarray(0, -1),
    whole.subarray(0, 3_000_000),
    Buffer.concat([whole.subarray(0, 500), Buffer.of((whole[500] ?? 0) ^ 1), whole.subarray(501)]),
    Buffer.alloc(0),
    Buffer.from('{}'),
    Buffer.alloc(100, 0xff),
  ];
  for (const bytes of damaged) {
    writeFileSync(file, bytes);
    expect(await state.kept.bundles(ADA)).toEqual([]);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  }
  writeFileSync(file, whole);
  await state.kept.keep(EVE, []);
  const eves = readdirSync(keptFolder()).find((name) => !file.endsWith(name) && name.endsWith('.kept')) ?? '';
  writeFileSync(path.join(keptFolder(), eves), whole);
  writeFileSync(
    path.join(keptFolder(), eves.replace('.kept', '.key')),
    readFileSync(file.replace('.kept', '.key')),
  );
  expect(await state.kept.bundles(EVE)).toEqual([]);
  expect(await state.kept.bundles(ADA)).toHaveLength(1);
});

test('under a passphrase: it waits until the same one is chosen again, and is not lost over another', async () => {
  const first = await openState({
    folder,
    box: passphraseBox('passphrase', 'first one'),
    log: collectingLog().log,
  });
  await first.kept.keep(ADA, RECORDS);
  await first.records.wipe();
  expect(await first.kept.bundles(ADA)).toEqual([]);
  await first.protect(passphraseBox('passphrase', 'another one'));
  expect(await first.kept.bundles(ADA)).toEqual([]);
  await first.protect(passphraseBox('passphrase', 'first one'));
  expect((await first.kept.bundles(ADA))[0]?.records).toEqual(RECORDS);
  await first.close();
});

test('several sign-outs are several bundles, the oldest first; forgetting takes all of that person and no other', async () => {
  const state = await openFileState(folder);
  await state.kept.keep(ADA, RECORDS.slice(0, 1));
  await state.kept.keep(ADA, RECORDS.slice(2));
  await state.kept.keep(EVE, RECORDS.slice(2));
  expect((await state.kept.bundles(ADA)).map(({ records }) => records[0]?.id)).toEqual(['m1', 'd1']);
  await state.kept.forget(ADA);
  expect(await state.kept.bundles(ADA)).toEqual([]);
  expect(await state.kept.bundles(EVE)).toHaveLength(1);
});

test('a folder that cannot be written is said as a StoreError, and leaves no half', async () => {
  const state = await openFileState(folder);
  writeFileSync(keptFolder(), 'in the way');
  await expect(state.kept.keep(ADA, RECORDS)).rejects.toBeInstanceOf(StoreError);
  rmSync(keptFolder());
  expect(await state.kept.bundles(ADA)).toEqual([]);
});
