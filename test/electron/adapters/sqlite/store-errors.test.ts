/** What disks say, in the words of the ports. */
import { describe, expect, test } from 'vitest';
import {
  isBusy,
  isDamage,
  isNotOurs,
  toStoreError,
} from '../../../../electron/adapters/sqlite/store-errors.ts';
import { StoreError } from '../../../../electron/device/ports.ts';

const failure = (code: string) => Object.assign(new Error('failed'), { code });

describe('store errors (G22)', () => {
  test.each(['ENOSPC', 'EDQUOT', 'EROFS', 'SQLITE_FULL', 'SQLITE_READONLY', 'SQLITE_READONLY_DIRECTORY'])(
    '%s is a full disk: space may come back',
    (code) => {
      expect(toStoreError(failure(code))).toMatchObject({ name: 'StoreError', code: 'disk-full' });
    },
  );

  test.each(['EIO', 'EACCES', 'SQLITE_IOERR_FSYNC', 'SQLITE_CANTOPEN', 'SQLITE_CORRUPT'])(
    '%s is a disk error',
    (code) => {
      expect(toStoreError(failure(code))).toMatchObject({ code: 'disk-error' });
    },
  );

  test('keeps what is a StoreError already, and the cause of everything else', () => {
    const error = new StoreError('disk-full', 'full');
    expect(toStoreError(error)).toBe(error);
    const cause = failure('EIO');
    expect(toStoreError(cause).cause).toBe(cause);
    expect(toStoreError('a text').code).toBe('disk-error');
  });

  test('tells damage from another process and from a foreign schema', () => {
    expect(isDamage(failure('SQLITE_CORRUPT_VTAB'))).toBe(true);
    expect(isDamage(failure('SQLITE_NOTADB'))).toBe(true);
    expect(isDamage(failure('SQLITE_ERROR'))).toBe(false);
    expect(isNotOurs(failure('SQLITE_ERROR'))).toBe(true);
    expect(isBusy(failure('SQLITE_BUSY'))).toBe(true);
    expect(isBusy(failure('SQLITE_FULL'))).toBe(false);
  });
});
