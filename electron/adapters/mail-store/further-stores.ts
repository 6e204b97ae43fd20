/** The caches of further accounts, each in a place and under a key of its own beside the person's: opened when first asked for. */
import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../device/ports.ts';
import { deriveKey } from '../sealing/seal.ts';
import { removeDatabase } from '../sqlite/files.ts';
import { PRIVATE_FOLDER } from '../state/durable-file.ts';
import { openSealedMailStore, type MailPlace, type SealedMailStore } from './sealed-mail-store.ts';

const NAME_HEX_DIGITS = 32;

export interface FurtherStores {
  readonly of: (accountId: string) => SealedMailStore;
  /** Closes it and removes what it kept. */
  readonly remove: (accountId: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** `mailKey` is the one that the person's own cache has: whoever loses it loses these too. */
export function createFurtherStores(folder: string, mailKey: Uint8Array, log: Log): FurtherStores {
  const open = new Map<string, SealedMailStore>();
  const nameKey = deriveKey(mailKey, 'mail: further accounts');
  /** No name tells whose mail it is. */
  const placeOf = (accountId: string): MailPlace => {
    const name = createHmac('sha256', nameKey).update(accountId).digest('hex').slice(0, NAME_HEX_DIGITS);
    return { indexPath: join(folder, `${name}.db`), filesFolder: join(folder, name) };
  };
  const shut = async (accountId: string): Promise<void> => {
    const store = open.get(accountId);
    open.delete(accountId);
    await store?.close();
  };
  return {
    of: (accountId) => {
      const known = open.get(accountId);
      if (known !== undefined) return known;
      mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
      const key = deriveKey(mailKey, `mail of ${accountId}`);
      const store = openSealedMailStore(placeOf(accountId), key, log);
      open.set(accountId, store);
      return store;
    },
    remove: async (accountId) => {
      await shut(accountId);
      const { indexPath, filesFolder } = placeOf(accountId);
      removeDatabase(indexPath);
      await rm(filesFolder, { recursive: true, force: true });
    },
    close: async () => {
      for (const accountId of [...open.keys()]) await shut(accountId);
    },
  };
}
