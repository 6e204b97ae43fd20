/** Raw messages as sealed files: one each, under a name that tells nothing. */
import { createHmac } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { deriveKey, seal, unseal } from '../sealing/seal.ts';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../state/durable-file.ts';

/** Changes with the form of what is sealed. */
const FORM = 1;
const NAME_HEX_DIGITS = 32;

export interface MailFiles {
  /**
   * Not synced one by one: that would cost ten times the writing (performance 3.1), and a file that a power loss has
   * torn fails its seal and is fetched again.
   */
  readonly write: (id: string, raw: Uint8Array) => void;
  /** null when it is not there; `broken` when it is not what was written. */
  readonly read: (id: string) => Uint8Array | 'broken' | null;
  readonly remove: (id: string) => void;
  /** Removes every file that belongs to none of the ids. */
  readonly keepOnly: (ids: ReadonlySet<string>) => void;
}

export function openMailFiles(folder: string, key: Uint8Array): MailFiles {
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const sealKey = deriveKey(key, 'mail: content');
  const nameKey = deriveKey(key, 'mail: names');
  const nameOf = (id: string): string =>
    createHmac('sha256', nameKey).update(id, 'utf8').digest('hex').slice(0, NAME_HEX_DIGITS);
  const pathOf = (id: string): string => join(folder, nameOf(id));
  const context = (id: string): string => `mail|${id}|${FORM}`;
  return {
    write: (id, raw) => {
      const path = pathOf(id);
      writePrivate(`${path}.tmp`, seal(sealKey, context(id), raw));
      renameSync(`${path}.tmp`, path);
    },
    read: (id) => {
      const sealed = readIfThere(pathOf(id));
      return sealed === null ? null : (unseal(sealKey, context(id), sealed) ?? 'broken');
    },
    remove: (id) => {
      rmSync(pathOf(id), { force: true });
    },
    keepOnly: (ids) => {
      const names = new Set([...ids].map(nameOf));
      for (const name of readdirSync(folder)) {
        if (!names.has(name)) rmSync(join(folder, name), { force: true });
      }
    },
  };
}

function writePrivate(path: string, content: Uint8Array): void {
  const file = openSync(path, 'w', PRIVATE_FILE);
  try {
    let written = 0;
    while (written < content.length) written += writeSync(file, content, written);
  } finally {
    closeSync(file);
  }
}

function readIfThere(path: string): Uint8Array | null {
  try {
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
}
