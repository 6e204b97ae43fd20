/** Gathers changes until they are told: each kind and id once, and a kind as a whole where too many of it changed (pure). */
import type { Change, ChangeKind } from '../../shared/http/changes.ts';

/** By kind: the ids, or `all`. */
export type Gathered = ReadonlyMap<ChangeKind, ReadonlySet<string> | 'all'>;

export const NOTHING_GATHERED: Gathered = new Map();

/** A thousand devices that come back at once are one hint: whoever reads a list reads it once. */
export const MAX_IDS_OF_A_KIND = 50;

export function gather(gathered: Gathered, { kind, id }: Change): Gathered {
  const known = gathered.get(kind);
  if (known === 'all' || (id !== undefined && known?.has(id) === true)) return gathered;
  if (id === undefined || known?.size === MAX_IDS_OF_A_KIND) return new Map(gathered).set(kind, 'all');
  return new Map(gathered).set(kind, new Set(known).add(id));
}

export function changesOf(gathered: Gathered): readonly Change[] {
  return [...gathered].flatMap(([kind, ids]): readonly Change[] =>
    ids === 'all' ? [{ kind }] : Array.from(ids, (id) => ({ kind, id })),
  );
}
