/** Records that live as long as the process: for a state that nothing may be written to disk for. */
import type { RecordKind, Records } from '../../device/ports.ts';

export function createMemoryRecords(): Records {
  const kinds = new Map<RecordKind, Map<string, unknown>>();
  return {
    read: async (kind) =>
      new Map([...(kinds.get(kind) ?? [])].map(([id, value]) => [id, structuredClone(value)])),
    write: async (changes) => {
      // Copied before anything is changed: a value that cannot be copied leaves everything as it was.
      const copies = changes.map((change) => ({ ...change, value: structuredClone(change.value) }));
      for (const { kind, id, value } of copies) {
        const records = kinds.get(kind) ?? new Map<string, unknown>();
        kinds.set(kind, records);
        if (value === null) records.delete(id);
        else records.set(id, value);
      }
    },
    wipe: async () => {
      kinds.clear();
    },
  };
}
