/** Small files that are either as before or completely new after a crash. */
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { CrashPoint } from '../../device/ports.ts';
import { NO_CRASH_POINTS, type CrashPoints } from '../../../shared/lib/crash-point.ts';

/** Read and written by its owner only. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

export async function writeFileDurably(
  path: string,
  content: Uint8Array,
  crashPoint: CrashPoints<CrashPoint> = NO_CRASH_POINTS,
): Promise<void> {
  await replaceDurably(path, (file) => file.writeFile(content), crashPoint);
}

/** `write` may do so in pieces; a file that it could not finish is removed. */
export async function replaceDurably(
  path: string,
  write: (file: FileHandle) => Promise<void>,
  crashPoint: CrashPoints<CrashPoint> = NO_CRASH_POINTS,
): Promise<void> {
  const temporary = `${path}.tmp`;
  const file = await open(temporary, 'w', PRIVATE_FILE);
  try {
    await write(file);
    await file.sync();
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  } finally {
    await file.close();
  }
  crashPoint('config-tmp-written');
  await rename(temporary, path);
  crashPoint('config-renamed');
  await syncFolder(dirname(path));
}

/** The new name itself must reach the disk too. Windows has no such thing for folders. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
