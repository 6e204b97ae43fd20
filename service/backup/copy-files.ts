/** Copies files one by one, each on the disk when it is done, and only what is not there already. */
import { chmod, copyFile, mkdir, open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { errorCodeOf } from '../storage/storage-error.ts';

const PRIVATE_FOLDER_MODE = 0o700;
const PRIVATE_FILE_MODE = 0o600;

/** Those that vanish meanwhile are left out. Resolves with the names that are in the folder it copies from. */
export async function copyFolder(from: string, to: string, suffix: string): Promise<ReadonlySet<string>> {
  await mkdir(to, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  const names = (await namesIn(from)).filter((name) => name.endsWith(suffix));
  for (const name of names) {
    const [source, copy] = [path.join(from, name), path.join(to, name)];
    const size = await sizeOf(source);
    // Of a message that was being written at the first look, the rest is there at the second.
    if (size !== null && size !== (await sizeOf(copy))) await copyDurably(source, copy);
  }
  await syncFolder(to);
  return new Set(names);
}

export async function copyDurably(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return;
    throw error;
  }
  await chmod(to, PRIVATE_FILE_MODE);
  await syncFile(to);
}

export async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function syncFolder(folder: string): Promise<void> {
  // Windows has no such call.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function namesIn(folder: string): Promise<readonly string[]> {
  return unlessMissing(() => readdir(folder), []);
}

async function sizeOf(file: string): Promise<number | null> {
  return unlessMissing(async () => (await stat(file)).size, null);
}

async function unlessMissing<Value>(read: () => Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return otherwise;
    throw error;
  }
}
