/** The operating system's secret store, for the device's process, which cannot reach it itself (security, "Keys"). */
import type { SafeStorage } from '../adapters/secret-box/safe-storage.ts';

/** What Electron has in every version that we run on. */
interface SecretApi {
  readonly isEncryptionAvailable: () => boolean;
  readonly encryptString: (text: string) => Buffer;
  readonly decryptString: (sealed: Buffer) => string;
  readonly getSelectedStorageBackend: () => string;
}

/** What it has from 42 on: this also finds the stores of desktops that the older calls overlook. */
interface AsyncSecretApi {
  readonly isAsyncEncryptionAvailable: () => Promise<boolean>;
  readonly encryptStringAsync: (text: string) => Promise<Buffer>;
  readonly decryptStringAsync: (sealed: Buffer) => Promise<{ readonly result: string }>;
}

/** One at a time: key stores that are asked in parallel have been seen to ask the person twice, or to fail. */
export function createSecretStore(safeStorage: SecretApi, platform: NodeJS.Platform): SafeStorage {
  const next = oneAtATime();
  const modern = asyncPart(safeStorage);
  const isAvailable = async (): Promise<boolean> =>
    modern === null ? safeStorage.isEncryptionAvailable() : modern.isAsyncEncryptionAvailable();
  return {
    backend: () => next(async () => ((await isAvailable()) ? backendName(safeStorage, platform) : null)),
    encrypt: (text) =>
      next(async () => (modern === null ? safeStorage.encryptString(text) : modern.encryptStringAsync(text))),
    decrypt: (sealed) =>
      next(async () => {
        const bytes = Buffer.from(sealed);
        if (modern === null) return safeStorage.decryptString(bytes);
        return (await modern.decryptStringAsync(bytes)).result;
      }),
  };
}

function oneAtATime(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    // Whether the one before failed is its caller's concern.
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
}

/** null: on Linux without a keyring the "store" is a fixed password, which protects from nobody. */
function backendName(safeStorage: SecretApi, platform: NodeJS.Platform): string | null {
  if (platform === 'win32') return 'dpapi';
  if (platform === 'darwin') return 'keychain';
  const backend = safeStorage.getSelectedStorageBackend();
  return backend === 'basic_text' || backend === 'unknown' ? null : backend;
}

function asyncPart(safeStorage: object): AsyncSecretApi | null {
  const names: readonly (keyof AsyncSecretApi)[] = [
    'isAsyncEncryptionAvailable',
    'encryptStringAsync',
    'decryptStringAsync',
  ];
  return names.every((name) => name in safeStorage) ? (safeStorage as AsyncSecretApi) : null;
}
