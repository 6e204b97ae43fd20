/** The key store reached from the device's process: each answer to its request, refusals as errors. */
import { expect, test } from 'vitest';
import type { SafeStorage } from '../../../electron/adapters/secret-box/safe-storage.ts';
import {
  answerSecret,
  createSecretProxy,
  type SecretProxy,
} from '../../../electron/bridge/secret-requests.ts';

const keychain: SafeStorage = {
  backend: async () => 'keychain',
  encrypt: async (text) => Buffer.from(text.toUpperCase()),
  decrypt: async (sealed) => {
    if (sealed.length === 0) throw new Error('nothing to open');
    return Buffer.from(sealed).toString().toLowerCase();
  },
};

/** The two ends, joined as the processes join them: through structured clones. */
function joined(storage: SafeStorage): SecretProxy {
  const proxy = createSecretProxy((id, request) => {
    void answerSecret(storage, structuredClone(request)).then((result) => {
      proxy.settle(id, structuredClone(result));
    });
  });
  return proxy;
}

test('each answer finds its request', async () => {
  const { storage } = joined(keychain);
  const results = await Promise.all([
    storage.encrypt('key'),
    storage.backend(),
    storage.decrypt(Buffer.from('KEY')),
  ]);
  expect(
    results.map((value) => (typeof value === 'string' ? value : Buffer.from(value ?? []).toString())),
  ).toEqual(['KEY', 'keychain', 'key']);
});

test('no store is null, a refusal is an error with its reason', async () => {
  const { storage } = joined({ ...keychain, backend: async () => null });
  expect(await storage.backend()).toBeNull();
  await expect(storage.decrypt(new Uint8Array())).rejects.toThrow('nothing to open');
});

test('an answer of another kind is an error, never a key', async () => {
  const proxy = createSecretProxy((id) => proxy.settle(id, { ok: true, value: null }));
  await expect(proxy.storage.encrypt('key')).rejects.toThrow('another request');
  await expect(proxy.storage.decrypt(new Uint8Array([1]))).rejects.toThrow('another request');
});
