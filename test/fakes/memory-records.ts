/** Records in memory whose disk can be told to refuse. */
import { createMemoryRecords } from '../../electron/adapters/records/memory-records.ts';
import type { Records, StoreError } from '../../electron/device/ports.ts';

export interface FakeRecords extends Records {
  /** Every write and wipe rejects with this until it is null again. */
  readonly refuseWith: (error: StoreError | null) => void;
  readonly writes: () => number;
}

export function createFakeRecords(): FakeRecords {
  const records = createMemoryRecords();
  let refusal: StoreError | null = null;
  let writes = 0;
  return {
    ...records,
    write: async (changes) => {
      if (refusal !== null) throw refusal;
      writes += 1;
      await records.write(changes);
    },
    wipe: async () => {
      if (refusal !== null) throw refusal;
      await records.wipe();
    },
    refuseWith: (error) => {
      refusal = error;
    },
    writes: () => writes,
  };
}
