/** The state as a whole: protections, moving from memory to disk, wiping, and nothing readable at rest. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileKeyBox } from '../../../../electron/adapters/secret-box/file-key.ts';
import { passphraseBox } from '../../../../electron/adapters/secret-box/passphrase.ts';
import { openState } from '../../../../electron/adapters/state/open-state.ts';
import { readProtection } from '../../../../electron/adapters/state/key-ring.ts';
import { statePaths } from '../../../../electron/adapters/state/state-paths.ts';
import { createHarness, served } from '../../device/mailbox/sync-harness.ts';
import { batchOf } from '../cached-mail.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { collectingLog, openFileState } from './open-temporary-state.ts';

const { log } = collectingLog();

/** As UTF-8, UTF-16 and base64 at each of its three alignments. */
function disguises(canary: string): readonly Buffer[] {
  const aligned = [0, 1, 2].map((shift) => {
    const text = Buffer.from('\0'.repeat(shift) + canary).toString('base64');
    // The outer characters depend on neighbours that are not known.
    return text.slice(shift === 0 ? 0 : 4, -4);
  });
  return [Buffer.from(canary), Buffer.from(canary, 'utf16le'), ...aligned.map((text) => Buffer.from(text))];
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describe('state folder', () => {
  test('after a sync, a search and a kill no word of it can be read in any file or name (G38)', async () => {
    const folder = temporaryFolder();
    const state = await openFileState(folder);
    const { server, sync, complete } = createHarness(state.mail);
    server.put(
      ...Array.from({ length: 30 }, (_value, index) =>
        served(`canaryid${index}`, index * 1000, { subject: 'CanarySubject' }),
      ),
    );
    sync.start();
    await complete();
    await state.records.write([
      { kind: 'identity', id: 'canary-record', value: { privateKey: 'canary-private-key' } },
    ]);
    expect((await state.mail.search('canarysubject', 5)).length).toBe(5);
    // Not closed: what lies there now is what a killed process leaves.
    const canaries = [
      'CanarySubject',
      'canarysubject',
      'canaryid7',
      'sender@example.org',
      'example',
      'Body of',
      'canary-record',
      'canary-private-key',
      'person-1',
    ];
    const needles = canaries.flatMap(disguises);
    const paths = filesUnder(folder);
    expect(paths.length).toBeGreaterThan(30);
    for (const path of paths) {
      const content = readFileSync(path);
      expect([path, needles.filter((needle) => content.includes(needle)).map(String)]).toEqual([path, []]);
      expect(path.slice(folder.length)).not.toMatch(/canary|sender|example/i);
    }
    // The search itself works: what is known to be there is found.
    expect(readFileSync(statePaths(folder).keys).includes(Buffer.from('keyOfKeys'))).toBe(true);
  });

  test('only its owner can read it', async () => {
    const folder = join(temporaryFolder(), 'state');
    const state = await openFileState(folder);
    await state.mail.put(batchOf([1]));
    const modes = [folder, ...filesUnder(folder)].map((path) => [path, statSync(path).mode & 0o077]);
    expect(modes.filter(([, others]) => others !== 0)).toEqual([]);
  });

  test('what was in memory is on disk after the person agreed, and nothing before', async () => {
    const folder = join(temporaryFolder(), 'state');
    const state = await openState({ folder, box: null, log });
    await state.records.write([{ kind: 'notice', id: 'n', value: { text: 'kept' } }]);
    await state.mail.put(batchOf([1, 2]));
    await state.mail.setSyncState('here');
    expect([state.protection(), existsSync(folder)]).toEqual(['memory', false]);
    await state.protect(passphraseBox('passphrase', 'correct horse'));
    expect(state.protection()).toBe('passphrase');
    expect((await state.mail.search('subject', 5)).length).toBe(2);
    await state.close();

    expect(await readProtection(statePaths(folder).keys)).toMatchObject({ kind: 'passphrase' });
    const wrong = openState({ folder, box: passphraseBox('passphrase', 'battery'), log });
    await expect(wrong).rejects.toMatchObject({ problem: 'wrong-key' });
    const again = await openState({ folder, box: passphraseBox('passphrase', 'correct horse'), log });
    expect([...(await again.records.read('notice'))]).toEqual([['n', { text: 'kept' }]]);
    expect(await again.mail.syncState()).toBe('here');
    // Another protection for what is there.
    await again.protect(fileKeyBox(statePaths(folder).keyFile));
    await again.close();
    const third = await openFileState(folder);
    expect([third.protection(), (await third.mail.ids()).size]).toEqual(['file', 2]);
  });

  test('a wipe leaves no key and no byte of what was sealed; a passphrase ends with it (product 4)', async () => {
    const folder = temporaryFolder();
    const state = await openFileState(folder);
    await state.mail.put(batchOf([1, 2, 3]));
    await state.records.write([{ kind: 'identity', id: 'self', value: 'secret' }]);
    const { keys, keyFile } = statePaths(folder);
    const before = [readFileSync(keys), readFileSync(keyFile)];
    await state.records.wipe();
    // Whatever a disk still holds of the old files was sealed by keys that are gone.
    expect(
      [readFileSync(keys), readFileSync(keyFile)].filter((now, index) => before[index]?.equals(now)),
    ).toEqual([]);
    expect(readdirSync(statePaths(folder).mailFiles)).toEqual([]);
    expect((await state.mail.counts()).messages).toBe(0);

    const locked = join(temporaryFolder(), 'state');
    const withPassphrase = await openState({
      folder: locked,
      box: passphraseBox('passphrase', 'correct horse'),
      log,
    });
    await withPassphrase.records.wipe();
    expect([withPassphrase.protection(), filesUnder(locked)]).toEqual(['memory', []]);
    await withPassphrase.close();
  });
});
