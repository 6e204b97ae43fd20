/** Keeps a data folder and all that is in it for this user alone, also one that was there before with wider rights. */
import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
  type Stats,
} from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../../shared/lib/make-folder.ts';
import { asFileError, errorCodeOf, StorageError } from './storage-error.ts';

/** It holds people's mail, hashes of passwords and secrets of webhooks. */
const PRIVATE_FOLDER_MODE = 0o700;
const PRIVATE_FILE_MODE = 0o600;
/** What its group and everybody else may. */
const OF_OTHERS = 0o077;

/**
 * Makes the folder where it is missing; returns what others could have read until now. Throws a `StorageError`
 * (folder-not-private, folder-not-usable, disk-full).
 */
export function makePrivate(folder: string): readonly string[] {
  make(folder);
  // Windows has lists of who may instead, and the folder inherits that of the user's own.
  return process.platform === 'win32' ? [] : restricted(folder, statSync(folder));
}

const ISNT_ONE = 'it, or a folder above it, is a file';
const IS_CLOSED = 'this user may not write there';
const TAKES_NONE = 'no folder can be made there';

const REASONS: Readonly<Record<string, string>> = {
  EEXIST: ISNT_ONE,
  ENOTDIR: ISNT_ONE,
  EACCES: IS_CLOSED,
  EPERM: IS_CLOSED,
  EROFS: 'that file system is read-only',
  ENOENT: TAKES_NONE,
  EINVAL: TAKES_NONE,
  ENAMETOOLONG: 'its name is too long',
};

function make(folder: string): void {
  try {
    makeFolder(folder, {
      isFolder: (place) => statSync(place, { throwIfNoEntry: false })?.isDirectory() === true,
      parentOf: (place) => path.dirname(place),
      make: (place) => mkdirSync(place, { mode: PRIVATE_FOLDER_MODE }),
    });
    if (process.platform !== 'win32') accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = REASONS[errorCodeOf(error) ?? ''];
    if (reason === undefined) throw asFileError(error, folder);
    throw new StorageError(
      'folder-not-usable',
      `${folder} cannot be the data folder: ${reason}. Choose another with --data, or mend this one`,
      { cause: error },
    );
  }
}

function restricted(place: string, stats: Stats): readonly string[] {
  const isWide = (stats.mode & OF_OTHERS) !== 0;
  if (isWide) restrict(place, stats.isDirectory() ? PRIVATE_FOLDER_MODE : PRIVATE_FILE_MODE);
  const within = stats.isDirectory() ? readdirSync(place).map((name) => path.join(place, name)) : [];
  return [...(isWide ? [place] : []), ...within.flatMap(restrictedEntry)];
}

function restrictedEntry(place: string): readonly string[] {
  const stats = lstatSync(place, { throwIfNoEntry: false });
  // Another process has the folder, which is found out next.
  if (stats === undefined) return [];
  if (!stats.isSymbolicLink()) return restricted(place, stats);
  // Whoever could write here may have made it: what it leads to is not ours to change.
  const target = statSync(place, { throwIfNoEntry: false });
  if (target === undefined || (target.mode & OF_OTHERS) === 0) return [];
  throw notPrivate(`${place} leads to what other users may read or write: take those rights away there`);
}

function restrict(place: string, mode: number): void {
  try {
    chmodSync(place, mode);
  } catch (error) {
    if (errorCodeOf(error) !== 'EPERM') throw error;
    throw notPrivate(
      `${place} belongs to another user, and others may read or write it: give it to this one`,
    );
  }
}

function notPrivate(message: string): StorageError {
  return new StorageError('folder-not-private', message);
}
