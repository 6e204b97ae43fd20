/** Protection by file permissions alone: a key in a file that only its owner can read. */
import { readFile, rm } from 'node:fs/promises';
import { newKey, KEY_BYTES, seal, unseal } from '../sealing/seal.ts';
import type { CrashPoint } from '../../device/ports.ts';
import type { CrashPoints } from '../../../shared/lib/crash-point.ts';
import { writeFileDurably } from '../state/durable-file.ts';
import { SecretBoxError, type SecretBox } from './secret-box.ts';

const CONTEXT = 'key of keys|file';

export function fileKeyBox(path: string, crashPoint?: CrashPoints<CrashPoint>): SecretBox {
  return {
    kind: 'file',
    seal: async (secret) => {
      const key = newKey();
      await writeFileDurably(path, key, crashPoint);
      return { note: { kind: 'file' }, sealed: seal(key, CONTEXT, secret) };
    },
    open: async ({ sealed }) => {
      const secret = unseal(await readKey(path), CONTEXT, sealed);
      if (secret === null) throw new SecretBoxError('wrong-key', 'the key file does not open this state');
      return secret;
    },
    forget: async () => {
      await rm(path, { force: true });
    },
    beside: (other) => fileKeyBox(other, crashPoint),
  };
}

async function readKey(path: string): Promise<Uint8Array> {
  try {
    const key = await readFile(path);
    if (key.length === KEY_BYTES) return key;
  } catch (cause) {
    throw new SecretBoxError('key-missing', 'the key file cannot be read', { cause });
  }
  throw new SecretBoxError('wrong-key', `a key file has ${KEY_BYTES} bytes`);
}
