/** Tests that caches of further accounts are apart from one's own and from each other, and that nothing of them outlives a wipe. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileKeyBox } from '../../../../electron/adapters/secret-box/file-key.ts';
import { openState } from '../../../../electron/adapters/state/open-state.ts';
import { statePaths } from '../../../../electron/adapters/state/state-paths.ts';
import { batchOf, cachedMail } from '../cached-mail.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { collectingLog, openFileState } from './open-temporary-state.ts';

const filesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];

describe('caches of further accounts', () => {
  test('hold the same ids apart, and survive a restart', async () => {
    const folder = temporaryFolder();
    const state = await openFileState(folder);
    await state.mail.put([{ mail: cachedMail(1, { subject: 'own' }), raw: Buffer.from('own') }]);
    await state.furtherMail('a').put([{ mail: cachedMail(1, { subject: 'a' }), raw: Buffer.from('a') }]);
    await state.furtherMail('b').put([{ mail: cachedMail(1, { subject: 'b' }), raw: Buffer.from('b') }]);
    await state.close();
    const again = await openFileState(folder);
    const subjects = [again.mail, again.furtherMail('a'), again.furtherMail('b')].map(
      async (store) => (await store.row('M1'))?.subject,
    );
    expect(await Promise.all(subjects)).toEqual(['own', 'a', 'b']);
    expect(Buffer.from((await again.furtherMail('b').raw('M1')) ?? []).toString()).toBe('b');
  });

  test('tell nothing of whose they are by name or content', async () => {
    const folder = temporaryFolder();
    const state = await openFileState(folder);
    await state
      .furtherMail('jonas.weidner')
      .put([{ mail: cachedMail(1), raw: Buffer.from('canary '.repeat(50)) }]);
    await state.close();
    const { furtherMail } = statePaths(folder);
    const files = filesIn(furtherMail).map((name) => join(furtherMail, name));
    expect(files.length).toBeGreaterThan(1);
    expect(files.join()).not.toContain('weidner');
    for (const file of files.filter((name) => !existsSync(join(name, '.')))) {
      expect(readFileSync(file, 'latin1')).not.toContain('canary');
    }
  });

  test('one is wiped alone, and is new when it is used again', async () => {
    const state = await openFileState(temporaryFolder());
    await state.mail.put(batchOf([1]));
    await state.furtherMail('a').put(batchOf([1]));
    await state.furtherMail('b').put(batchOf([1]));
    await state.furtherMail('a').wipe();
    const counts = [state.mail, state.furtherMail('a'), state.furtherMail('b')].map(
      async (store) => (await store.counts()).messages,
    );
    expect(await Promise.all(counts)).toEqual([1, 0, 1]);
  });

  test.each(['mail', 'records'] as const)('a wipe of %s takes all of them', async (what) => {
    const folder = temporaryFolder();
    const state = await openFileState(folder);
    await state.furtherMail('a').put(batchOf([1, 2]));
    await state[what].wipe();
    expect(filesIn(statePaths(folder).furtherMail)).toEqual([]);
    expect((await state.furtherMail('a').counts()).messages).toBe(0);
  });

  test('move to disk with everything else', async () => {
    const folder = temporaryFolder();
    const { log } = collectingLog();
    const state = await openState({ folder, box: null, log });
    await state.furtherMail('a').put(batchOf([1]));
    await state.furtherMail('a').setSyncState('here');
    await state.protect(fileKeyBox(statePaths(folder).keyFile));
    await state.close();
    const again = await openFileState(folder);
    expect((await again.furtherMail('a').counts()).messages).toBe(1);
    expect(await again.furtherMail('a').syncState()).toBe('here');
  });
});
