/** A mail store in memory whose disk can be told to refuse, and that counts what it was asked to do. */
import {
  createMemoryMailStore,
  type MemoryMailStore,
} from '../../electron/adapters/mail-store/memory-mail-store.ts';
import type { StoreError } from '../../electron/device/ports.ts';

export interface FakeMailStore extends MemoryMailStore {
  /** Every `put` rejects with this until it is null again. */
  readonly refuseWith: (error: StoreError | null) => void;
  /** Ids in the order in which they were put. */
  readonly putOrder: () => readonly string[];
}

export function createFakeMailStore(): FakeMailStore {
  const store = createMemoryMailStore();
  let refusal: StoreError | null = null;
  const order: string[] = [];
  return {
    ...store,
    put: async (batch) => {
      if (refusal !== null) throw refusal;
      order.push(...batch.map(({ mail }) => mail.id));
      await store.put(batch);
    },
    refuseWith: (error) => {
      refusal = error;
    },
    putOrder: () => order,
  };
}
