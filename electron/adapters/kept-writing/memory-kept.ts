/** Unsent mail that is kept as long as the process lives: where nothing may be written to disk. */
import type { KeptWriting, Owner } from '../../device/keeping/kept-port.ts';
import type { RecordChange } from '../../device/ports.ts';

export function createMemoryKept(): KeptWriting {
  const kept = new Set<{ readonly owner: Owner; readonly records: readonly RecordChange[] }>();
  const of = ({ serviceId, personId }: Owner) =>
    [...kept].filter(({ owner }) => owner.serviceId === serviceId && owner.personId === personId);
  return {
    keep: async (owner, records) => {
      kept.add({ owner, records: structuredClone(records) });
    },
    bundles: async (owner) =>
      of(owner).map((bundle) => ({
        records: structuredClone(bundle.records),
        remove: async () => {
          kept.delete(bundle);
        },
      })),
    forget: async (owner) => {
      for (const bundle of of(owner)) kept.delete(bundle);
    },
  };
}
