/** `--data` and `--state` in places that cannot be a folder: refused at once, in words, and nothing is tried for ever. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { makePrivateFolder } from '../../../electron/adapters/state/make-private.ts';
import { makePrivate } from '../../../service/storage/private-folder.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const isRoot = process.getuid?.() === 0;

function aFile(): string {
  const file = path.join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  return file;
}

function readOnlyDisk(): string {
  const folder = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=64k', 'tmpfs', folder], { stdio: 'ignore' });
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

describe('a data folder', () => {
  test.runIf(process.platform === 'linux').each(['/proc/continuity', '/proc/1/continuity/data'])(
    'that no file system takes: %s',
    (folder) => {
      expect(() => makePrivate(folder)).toThrow(/cannot be the data folder: .*--data/);
      expect(() => {
        makePrivateFolder(folder);
      }).toThrow();
    },
  );

  test('that is a file, or below one', () => {
    const file = aFile();
    expect(() => makePrivate(file)).toThrow(/is a file\. Choose another/);
    expect(() => makePrivate(path.join(file, 'data'))).toThrow(/is a file\. Choose another/);
    expect(() => {
      makePrivateFolder(path.join(file, 'state'));
    }).toThrow();
  });

  test.runIf(process.platform !== 'win32' && !isRoot)('where this user may not write', () => {
    const folder = path.join(temporaryFolder(), 'closed');
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    expect(() => makePrivate(path.join(folder, 'data'))).toThrow(/this user may not write there/);
    expect(() => makePrivate(folder)).toThrow(/this user may not write there/);
  });

  test.runIf(process.platform === 'linux' && isRoot)('on a read-only file system', ({ skip }) => {
    let disk: string;
    try {
      disk = readOnlyDisk();
    } catch {
      skip('no right to mount a small file system');
      return;
    }
    expect(() => makePrivate(disk)).toThrow(/read-only/);
    expect(() => makePrivate(path.join(disk, 'data'))).toThrow(/read-only/);
  });

  test('with those above it that are missing is made, for this user alone', () => {
    const folder = path.join(temporaryFolder(), 'a', 'b', 'data');
    expect(makePrivate(folder)).toEqual([]);
    expect(makePrivate(folder)).toEqual([]);
  });
});
