/** A file system that is full: nothing is lost, and work goes on when space returns (G22). */
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { batchOf, cachedMail, rawOf } from '../cached-mail.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openFileState } from './open-temporary-state.ts';

/** A file system of 2 MB of its own; null where this user may not mount one. */
function smallDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    // A container without the right to mount.
    return null;
  }
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
  });
  return folder;
}

function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4096));
  } catch (cause) {
    expect(cause).toMatchObject({ code: 'ENOSPC' });
  } finally {
    closeSync(file);
  }
}

describe('a full disk', () => {
  test('is told as disk-full, keeps what was stored, and takes writes again when there is space', async ({
    skip,
  }) => {
    const disk = smallDisk();
    if (disk === null) {
      skip('no right to mount a small file system');
      return;
    }
    const { records, mail } = await openFileState(join(disk, 'state'));
    await records.write([{ kind: 'outbox', id: 'before', value: 1 }]);
    await mail.put(batchOf([1]));
    fill(join(disk, 'filler'));

    const large = 'x'.repeat(300_000);
    await expect(records.write([{ kind: 'outbox', id: 'during', value: large }])).rejects.toMatchObject({
      code: 'disk-full',
    });
    const raw = Buffer.from(large);
    await expect(mail.put([{ mail: cachedMail(2), raw }])).rejects.toMatchObject({ code: 'disk-full' });
    expect([...(await records.read('outbox'))]).toEqual([['before', 1]]);
    expect(Buffer.from((await mail.raw('M1')) ?? [])).toEqual(rawOf(1));

    rmSync(join(disk, 'filler'));
    await records.write([{ kind: 'outbox', id: 'after', value: large }]);
    await mail.put([{ mail: cachedMail(2), raw }]);
    expect([...(await records.read('outbox')).keys()].sort()).toEqual(['after', 'before']);
    expect(await mail.counts()).toMatchObject({ messages: 2 });
  });
});
