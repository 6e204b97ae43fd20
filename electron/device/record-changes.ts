/** The records to write so that a map on disk becomes the map in memory: only what differs. */
import type { RecordChange, RecordKind } from './ports.ts';

/** Values are compared by reference: what did not change keeps its own. */
export function mapChanges(
  kind: RecordKind,
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
): readonly RecordChange[] {
  if (before === after) return [];
  const written = [...after]
    .filter(([id, value]) => before.get(id) !== value)
    .map(([id, value]) => ({ kind, id, value }));
  const removed = [...before.keys()].filter((id) => !after.has(id)).map((id) => ({ kind, id, value: null }));
  return [...written, ...removed];
}

/** The id of a record of which there is one. */
export const ONLY = 'self';

export function valueChange(kind: RecordKind, before: unknown, after: unknown): readonly RecordChange[] {
  return before === after ? [] : [{ kind, id: ONLY, value: after }];
}
