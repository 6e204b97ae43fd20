/** The caches of further accounts that live as long as the process. */
import { createMemoryMailStore, type MemoryMailStore } from './memory-mail-store.ts';

export interface MemoryFurther {
  readonly of: (accountId: string) => MemoryMailStore;
  readonly remove: (accountId: string) => Promise<void>;
  readonly all: () => Iterable<readonly [accountId: string, store: MemoryMailStore]>;
  readonly clear: () => void;
}

export function createMemoryFurther(): MemoryFurther {
  const stores = new Map<string, MemoryMailStore>();
  return {
    of: (accountId) => {
      const store = stores.get(accountId) ?? createMemoryMailStore();
      stores.set(accountId, store);
      return store;
    },
    remove: async (accountId) => {
      stores.delete(accountId);
    },
    all: () => stores,
    clear: () => {
      stores.clear();
    },
  };
}
