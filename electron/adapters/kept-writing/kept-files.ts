/** Bundles of unsent mail in a folder of their own, which no wipe touches: a file each, under a name that tells nothing. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bundle, KeptWriting, Owner } from '../../device/keeping/kept-port.ts';
import type { Log } from '../../device/ports.ts';
import { fileKeyBox } from '../secret-box/file-key.ts';
import type { SecretBox } from '../secret-box/secret-box.ts';
import { toStoreError } from '../sqlite/store-errors.ts';
import { PRIVATE_FOLDER } from '../state/durable-file.ts';
import { readBundle, readProtectionOf, writeBundle } from './bundle-file.ts';

const BUNDLE = '.kept';
/** Beside a bundle, where file permissions are the protection. */
const KEY = '.key';
const NAME_BYTES = 16;

/** `box` protects new bundles and opens those it protected; null: none can be added now. */
export function keptFiles(folder: string, box: SecretBox | null, log: Log): KeptWriting {
  const pathOf = (name: string): string => join(folder, `${name}${BUNDLE}`);
  const keyOf = (name: string): string => join(folder, `${name}${KEY}`);
  const remove = async (name: string): Promise<void> => {
    // The key first: what is left of a bundle without it is nothing.
    await rm(keyOf(name), { force: true });
    await rm(pathOf(name), { force: true });
  };

  async function read(name: string, owner: Owner): Promise<Bundle | null> {
    try {
      const note = await readProtectionOf(pathOf(name));
      const opener = note?.kind === 'file' ? fileKeyBox(keyOf(name)) : box;
      const records = opener === null ? null : await readBundle(pathOf(name), opener, owner);
      if (records !== null) return { records, remove: () => refusing(() => remove(name)) };
    } catch (cause) {
      log.write('warn', 'kept mail does not open now and stays', { cause: String(cause) });
      return null;
    }
    log.write('warn', 'kept mail does not open and stays');
    return null;
  }

  return {
    keep: (owner, records) =>
      refusing(async () => {
        if (box === null) throw new Error('there is no protection to keep anything under');
        await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
        const name = `${nameOf(owner)}-${randomBytes(NAME_BYTES).toString('hex')}`;
        try {
          await writeBundle(pathOf(name), box.beside(keyOf(name)), owner, records);
        } catch (cause) {
          await remove(name);
          throw cause;
        }
      }),
    bundles: (owner) =>
      refusing(async () => {
        const bundles: Bundle[] = [];
        for (const name of await namesOf(folder, owner)) {
          const bundle = await read(name, owner);
          if (bundle !== null) bundles.push(bundle);
        }
        return bundles;
      }),
    forget: (owner) =>
      refusing(async () => {
        for (const name of await namesOf(folder, owner)) await remove(name);
      }),
  };
}

/** The same for the same person, and no way back to them. */
function nameOf({ serviceId, personId }: Owner): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([serviceId, personId]))
    .digest();
  return digest.subarray(0, NAME_BYTES).toString('hex');
}

/** Oldest first. */
async function namesOf(folder: string, owner: Owner): Promise<readonly string[]> {
  const files = await readdir(folder).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw cause;
  });
  const own = files.filter((file) => file.startsWith(`${nameOf(owner)}-`) && file.endsWith(BUNDLE));
  const dated = await Promise.all(
    own.map(async (file) => ({
      name: file.slice(0, -BUNDLE.length),
      atMs: (await stat(join(folder, file))).mtimeMs,
    })),
  );
  return dated.sort((a, b) => a.atMs - b.atMs).map(({ name }) => name);
}

async function refusing<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    throw toStoreError(cause);
  }
}
