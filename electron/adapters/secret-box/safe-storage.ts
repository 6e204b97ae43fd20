/** Protection by the operating system's secret store, reached through whatever part of Electron can reach it. */
import { SecretBoxError, type SecretBox } from './secret-box.ts';

/** Electron's safeStorage, as far as it is needed; in the app it answers from the main process. */
export interface SafeStorage {
  /** The store's own name (`gnome_libsecret`, `keychain`, `dpapi` …); null when there is none that protects (`basic_text`). */
  readonly backend: () => Promise<string | null>;
  readonly encrypt: (text: string) => Promise<Uint8Array>;
  readonly decrypt: (sealed: Uint8Array) => Promise<string>;
}

export function safeStorageBox(storage: SafeStorage): SecretBox {
  const box: SecretBox = {
    kind: 'os',
    seal: async (secret) => {
      const backend = await available(storage);
      const sealed = await storage.encrypt(Buffer.from(secret).toString('base64'));
      return { note: { kind: 'os', backend }, sealed };
    },
    open: async ({ note, sealed }) => {
      if (note.kind !== 'os')
        throw new SecretBoxError('wrong-key', `this state is protected by ${note.kind}`);
      const backend = await available(storage);
      if (backend !== note.backend) {
        throw new SecretBoxError('backend-changed', `sealed by ${note.backend}, now there is ${backend}`);
      }
      return Buffer.from(await decrypt(storage, sealed), 'base64');
    },
    forget: async () => undefined,
    beside: () => box,
  };
  return box;
}

async function available(storage: SafeStorage): Promise<string> {
  const backend = await storage.backend();
  if (backend === null)
    throw new SecretBoxError('unavailable', 'the operating system offers no secret store');
  return backend;
}

async function decrypt(storage: SafeStorage, sealed: Uint8Array): Promise<string> {
  try {
    return await storage.decrypt(sealed);
  } catch (cause) {
    throw new SecretBoxError('wrong-key', 'the operating system does not open this state', { cause });
  }
}
