/** A disk that refuses when it is told to; otherwise the one behind it. */
import type { Disk, DiskFile } from '../../../service/mailbox/disk.ts';
import { StorageError } from '../../../service/storage/storage-error.ts';

export type DiskStep = 'create' | 'write' | 'sync' | 'rename' | 'sync-folder';

export interface FaultyDisk {
  readonly wrap: (disk: Disk) => Disk;
  /** From now on, until told otherwise. */
  readonly fail: (step: DiskStep, code: 'ENOSPC' | 'EIO') => void;
  readonly recover: () => void;
  /** What was done, in order. */
  readonly steps: string[];
}

export function createFaultyDisk(): FaultyDisk {
  const faults = new Map<DiskStep, 'ENOSPC' | 'EIO'>();
  const steps: string[] = [];
  const attempt = async <T>(step: DiskStep, run: () => Promise<T>): Promise<T> => {
    steps.push(step);
    const code = faults.get(step);
    if (code !== undefined) throw storageError(code);
    return run();
  };
  const wrapFile = (file: DiskFile): DiskFile => ({
    write: (chunks) => attempt('write', () => file.write(chunks)),
    sync: () => attempt('sync', () => file.sync()),
    close: file.close,
  });
  return {
    steps,
    fail: (step, code) => faults.set(step, code),
    recover: () => faults.clear(),
    wrap: (disk) => ({
      ...disk,
      create: (name) => attempt('create', async () => wrapFile(await disk.create(name))),
      rename: (from, to) => attempt('rename', () => disk.rename(from, to)),
      syncFolder: () => attempt('sync-folder', () => disk.syncFolder()),
    }),
  };
}

function storageError(code: 'ENOSPC' | 'EIO'): StorageError {
  const cause = Object.assign(new Error(code), { code });
  return new StorageError(code === 'ENOSPC' ? 'disk-full' : 'disk-error', code, { cause });
}
