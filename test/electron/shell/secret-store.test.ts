/** The key store: no protection is none, one request at a time, and the newer API where it is (security, "Keys"). */
import { describe, expect, test } from 'vitest';
import { createSecretStore } from '../../../electron/shell/secret-store.ts';

const mirror = (text: string): string => Buffer.from(text).reverse().toString();

/** Stands for Electron's safeStorage as it is up to 41. */
const older = (available: boolean, backend = 'gnome_libsecret') => ({
  isEncryptionAvailable: () => available,
  encryptString: (text: string) => Buffer.from(mirror(text)),
  decryptString: (sealed: Buffer) => mirror(sealed.toString()),
  getSelectedStorageBackend: () => backend,
});

describe('security: what counts as a secret store', () => {
  test.each([
    ['linux', true, 'gnome_libsecret', 'gnome_libsecret'],
    ['linux', true, 'kwallet6', 'kwallet6'],
    ['linux', true, 'basic_text', null],
    ['linux', true, 'unknown', null],
    ['linux', false, 'gnome_libsecret', null],
    ['darwin', true, '', 'keychain'],
    ['darwin', false, '', null],
    ['win32', true, '', 'dpapi'],
  ] as const)('%s, available %s, %s: %s', async (platform, available, backend, expected) => {
    expect(await createSecretStore(older(available, backend), platform).backend()).toBe(expected);
  });
});

test('what was encrypted is decrypted', async () => {
  const store = createSecretStore(older(true), 'linux');
  const sealed = await store.encrypt('key');
  expect(Buffer.from(sealed).toString()).toBe('yek');
  expect(await store.decrypt(sealed)).toBe('key');
});

test('security: one request at a time, and a failed one does not hold up the next', async () => {
  let underway = 0;
  let most = 0;
  const slowly = async <Value>(value: Value): Promise<Value> => {
    underway += 1;
    most = Math.max(most, underway);
    await new Promise((resolve) => setImmediate(resolve));
    underway -= 1;
    return value;
  };
  /** As it is from 42 on. */
  const newer = {
    ...older(false),
    isAsyncEncryptionAvailable: () => slowly(true),
    encryptStringAsync: async () => {
      await slowly(null);
      throw new Error('locked');
    },
    decryptStringAsync: (sealed: Buffer) => slowly({ result: sealed.toString(), shouldReEncrypt: false }),
  };
  const store = createSecretStore(newer, 'linux');
  const results = await Promise.allSettled([
    store.encrypt('a'),
    store.decrypt(Buffer.from('b')),
    store.backend(),
  ]);
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([
    'failed',
    'b',
    'gnome_libsecret',
  ]);
  expect(most).toBe(1);
});
