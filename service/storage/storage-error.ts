/** What can go wrong with the data folder, in words that tell an administrator what to do. */

export type StorageErrorCode =
  | 'folder-in-use'
  /** Others could read or write it, and the service may not change that. */
  | 'folder-not-private'
  /** It cannot be made, entered or written: choose another place, or mend this one. */
  | 'folder-not-usable'
  | 'newer-database'
  | 'not-a-database'
  /** No room left: what was asked is not stored, and works again when there is. */
  | 'disk-full'
  /** The disk reports errors: restart the service, or replace the disk. */
  | 'disk-error';

export class StorageError extends Error {
  readonly code: StorageErrorCode;
  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StorageError';
    this.code = code;
  }
}

/** SQLite's own name of an error (`SQLITE_BUSY`), or null when it is none of its. */
export function errorCodeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What a file operation failed with as storage trouble; `place` is where, as `the mail folder`. */
export function asFileError(error: unknown, place: string): unknown {
  const code = errorCodeOf(error);
  if (code === null) return error;
  if (NO_ROOM.has(code))
    return new StorageError('disk-full', `no room is left for ${place}`, { cause: error });
  return new StorageError('disk-error', `${place} cannot be read or written (${code})`, { cause: error });
}

/** The error as storage trouble where it is that, otherwise the error itself. */
export function asStorageError(error: unknown): unknown {
  const code = errorCodeOf(error);
  if (code === null) return error;
  if (code === 'SQLITE_FULL') {
    return new StorageError('disk-full', 'no room is left for the data folder', { cause: error });
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'SQLITE_CORRUPT') {
    return new StorageError('disk-error', 'the data folder cannot be read or written', { cause: error });
  }
  if (code === 'SQLITE_NOTADB') {
    return new StorageError('not-a-database', 'the file in the data folder is not a database', {
      cause: error,
    });
  }
  return error;
}
