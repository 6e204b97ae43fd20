/** What SQLite and the file system say, in the words that the ports know. */
import { StoreError } from '../../device/ports.ts';

/** The content of a database file cannot be trusted: it is set aside and made anew. */
const DAMAGE = /^SQLITE_(?:CORRUPT|NOTADB)/;
/** Another process holds it; `SQLITE_PROTOCOL` is the same in WAL mode. */
const BUSY = /^SQLITE_(?:BUSY|LOCKED|PROTOCOL)/;
const NO_SPACE = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'SQLITE_FULL', 'SQLITE_READONLY']);

export function isDamage(cause: unknown): boolean {
  return DAMAGE.test(codeOf(cause));
}

/** While a file is opened: our own SQL does not fit what is in it, so it is not what we wrote. */
export function isNotOurs(cause: unknown): boolean {
  return isDamage(cause) || codeOf(cause) === 'SQLITE_ERROR';
}

export function isBusy(cause: unknown): boolean {
  return BUSY.test(codeOf(cause));
}

/** A read-only file system counts as full: nothing can be stored, and space may come back. */
export function toStoreError(cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const code = codeOf(cause);
  const full = NO_SPACE.has(code) || code.startsWith('SQLITE_READONLY');
  return new StoreError(full ? 'disk-full' : 'disk-error', `the store refused: ${code || String(cause)}`, {
    cause,
  });
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  if ('code' in cause && typeof cause.code === 'string' && cause.code !== '') return cause.code;
  // libsql reports a failed open without a code: `ConnectionFailed("… : 14")`, SQLite's number at its end.
  return cause.message.startsWith('ConnectionFailed') ? 'SQLITE_CANTOPEN' : '';
}
