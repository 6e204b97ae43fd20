/** Takes rights away that others have in a state folder which was there before us, or was copied without care. */
import { mkdirSync, statSync } from 'node:fs';
import { chmod, lstat, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../../../shared/lib/make-folder.ts';
import { PRIVATE_FILE, PRIVATE_FOLDER } from './durable-file.ts';

/** What its group and everybody else may. */
const OF_OTHERS = 0o077;

/** With the folders above it; throws as `mkdir` does. */
export function makePrivateFolder(place: string): void {
  makeFolder(place, {
    isFolder: (folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true,
    parentOf: dirname,
    make: (folder) => mkdirSync(folder, { mode: PRIVATE_FOLDER }),
  });
}

/** Rejects when the folder, or something in it, belongs to another user and is open to others. */
export async function makePrivate(place: string): Promise<void> {
  if (process.platform === 'win32') return;
  const stats = await lstat(place).catch(ifThere);
  // What a link leads to is not ours to change; what is gone meanwhile, another process had.
  if (stats === null || stats.isSymbolicLink()) return;
  const isFolder = stats.isDirectory();
  if ((stats.mode & OF_OTHERS) !== 0) await chmod(place, isFolder ? PRIVATE_FOLDER : PRIVATE_FILE);
  if (!isFolder) return;
  for (const name of await readdir(place)) await makePrivate(join(place, name));
}

function ifThere(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
