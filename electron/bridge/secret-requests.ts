/** Both ends of the way by which the device's process reaches the operating system's secret store. */
import type { SafeStorage } from '../adapters/secret-box/safe-storage.ts';
import type { SecretRequest, SecretResult } from './process-messages.ts';

/** In the shell. Never rejects. */
export async function answerSecret(storage: SafeStorage, request: SecretRequest): Promise<SecretResult> {
  try {
    return { ok: true, value: await perform(storage, request) };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function perform(storage: SafeStorage, request: SecretRequest): Promise<string | Uint8Array | null> {
  switch (request.job) {
    case 'backend':
      return storage.backend();
    case 'encrypt':
      return storage.encrypt(request.text);
    case 'decrypt':
      return storage.decrypt(request.sealed);
  }
}

export interface SecretProxy {
  readonly storage: SafeStorage;
  /** To be given the shell's answers. */
  readonly settle: (id: number, result: SecretResult) => void;
}

/** In the device's process. `ask` sends a request to the shell. */
export function createSecretProxy(ask: (id: number, request: SecretRequest) => void): SecretProxy {
  const waiting = new Map<number, (result: SecretResult) => void>();
  let lastId = 0;
  async function request(what: SecretRequest): Promise<string | Uint8Array | null> {
    lastId += 1;
    const id = lastId;
    const answer = new Promise<SecretResult>((resolve) => waiting.set(id, resolve));
    ask(id, what);
    const result = await answer;
    if (!result.ok) throw new Error(result.message);
    return result.value;
  }
  return {
    storage: {
      backend: async () => expectText(await request({ job: 'backend' }), true),
      encrypt: async (text) => expectBytes(await request({ job: 'encrypt', text })),
      decrypt: async (sealed) => expectText(await request({ job: 'decrypt', sealed }), false),
    },
    settle(id, result) {
      waiting.get(id)?.(result);
      waiting.delete(id);
    },
  };
}

function expectBytes(value: string | Uint8Array | null): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Error('the shell answered for another request');
}

function expectText(value: string | Uint8Array | null, orNull: false): string;
function expectText(value: string | Uint8Array | null, orNull: true): string | null;
function expectText(value: string | Uint8Array | null, orNull: boolean): string | null {
  if (typeof value === 'string' || (value === null && orNull)) return value;
  throw new Error('the shell answered for another request');
}
