/** The disk as Node sees it. */
import fs, { closeSync, mkdirSync, openSync } from 'node:fs';
import { open as openHandle, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
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

// Descriptors as numbers: for each of the steps that a message waits for, a handle costs as much again.
const open = promisify(fs.open);
const writev = promisify(fs.writev);
const fsync = promisify(fs.fsync);

function diskFile(descriptor: number): DiskFile {
  let isOpen = true;
  return {
    write: (chunks) =>
      guarded(async () => {
        // One system call for all of them, but for what a short write leaves over.
        for (let left = chunks; left.length > 0;)
          left = afterBytes(left, (await writev(descriptor, left)).bytesWritten);
      }),
    sync: () => guarded(() => fsync(descriptor)),
    close: () =>
      guarded(async () => {
        if (!isOpen) return;
        isOpen = false;
        closeSync(descriptor);
      }),
  };
}

function afterBytes(chunks: readonly Uint8Array[], bytes: number): readonly Uint8Array[] {
  let done = bytes;
  const left: Uint8Array[] = [];
  for (const chunk of chunks) {
    if (done < chunk.length) left.push(chunk.subarray(done));
    done = Math.max(0, done - chunk.length);
  }
  return left;
}

async function syncFolder(folder: string): Promise<void> {
  // Windows has no such call; its rename is durable with the file system's own log.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    await fsync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

async function readPiece(file: string, position: number, length: number): Promise<Buffer | null> {
  const handle = await missingAsNull(() => openHandle(file, 'r'));
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
