/** The disk as Node sees it. */
import { mkdirSync } from 'node:fs';
import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { asFileError, errorCodeOf } from '../storage/storage-error.ts';
import type { Disk, DiskFile } from './disk.ts';

/** Mail is read by the service alone. */
const PRIVATE_FILE_MODE = 0o600;
const PRIVATE_FOLDER_MODE = 0o700;

const PLACE = 'the mail folder';

/** Makes the folder where it is missing. Throws a `StorageError`. */
export function openNodeDisk(folder: string): Disk {
  try {
    mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  } catch (error) {
    throw asFileError(error, PLACE);
  }
  const pathOf = (name: string): string => path.join(folder, name);
  return {
    pathOf,
    create: (name) => guarded(async () => diskFile(await open(pathOf(name), 'wx', PRIVATE_FILE_MODE))),
    rename: (from, to) => guarded(() => rename(pathOf(from), pathOf(to))),
    syncFolder: () => guarded(() => syncFolder(folder)),
    remove: (name) => guarded(() => rm(pathOf(name), { force: true })),
    list: () => guarded(() => readdir(folder)),
    read: (name, position, length) => guarded(() => readPiece(pathOf(name), position, length)),
    size: (name) => guarded(async () => missingAsNull(async () => (await stat(pathOf(name))).size)),
  };
}

function diskFile(handle: FileHandle): DiskFile {
  return {
    write: (chunks) =>
      guarded(async () => {
        for (const chunk of await unwritten(handle, chunks)) await handle.appendFile(chunk);
      }),
    sync: () => guarded(() => handle.sync()),
    close: () => guarded(() => handle.close()),
  };
}

/** One system call for all chunks; what a short write left over is returned. */
async function unwritten(handle: FileHandle, chunks: readonly Uint8Array[]): Promise<readonly Uint8Array[]> {
  let { bytesWritten } = await handle.writev([...chunks]);
  const left: Uint8Array[] = [];
  for (const chunk of chunks) {
    const done = Math.min(bytesWritten, chunk.length);
    bytesWritten -= done;
    if (done < chunk.length) left.push(chunk.subarray(done));
  }
  return left;
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no such call; its rename is durable with the file system's own log.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readPiece(file: string, position: number, length: number): Promise<Buffer | null> {
  const handle = await missingAsNull(() => open(file, 'r'));
  if (handle === null) return null;
  try {
    const available = Math.max(0, Math.min(length, (await handle.stat()).size - position));
    const buffer = Buffer.alloc(available);
    const { bytesRead } = await handle.read(buffer, 0, available, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function missingAsNull<T>(run: () => Promise<T>): Promise<T | null> {
  try {
    return await run();
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function guarded<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw asFileError(error, PLACE);
  }
}
