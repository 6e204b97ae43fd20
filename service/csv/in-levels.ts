/** Puts the records of a file in an order in which each comes after those that it names. Pure, but for the turns that others have meanwhile. */
import { createSlice } from '../loop-turns.ts';

/** How records know each other, in the form in which names are compared. */
export interface Naming<Item> {
  readonly ownedBy: (item: Item) => readonly string[];
  readonly names: (item: Item) => readonly string[];
}

/** Nobody names anybody of the same level or a later one; only who names each other in a circle, and who names them, are all in the last. */
export async function inLevels<Item extends object | string>(
  items: readonly Item[],
  { ownedBy, names }: Naming<Item>,
): Promise<readonly (readonly Item[])[]> {
  const slice = createSlice();
  const owners = new Map<string, Item>();
  for (const item of items.toReversed()) {
    for (const name of ownedBy(item)) owners.set(name, item);
    await slice.rest();
  }
  const followers = new Map<Item, Item[]>(items.map((item) => [item, []]));
  const waitsFor = new Map<Item, number>();
  for (const item of items) {
    const named = new Set(names(item).flatMap((name) => owners.get(name) ?? []));
    named.delete(item);
    for (const other of named) followers.get(other)?.push(item);
    waitsFor.set(item, named.size);
    await slice.rest();
  }
  const levels: (readonly Item[])[] = [];
  for (let level = ready(items, waitsFor); level.length > 0;) {
    levels.push(level);
    const next = level.flatMap((item) => followers.get(item) ?? []);
    for (const item of next) waitsFor.set(item, (waitsFor.get(item) ?? 0) - 1);
    level = ready([...new Set(next)], waitsFor);
    await slice.rest();
  }
  const left = items.filter((item) => waitsFor.get(item) !== 0);
  return left.length === 0 ? levels : [...levels, left];
}

function ready<Item>(items: readonly Item[], waitsFor: ReadonlyMap<Item, number>): readonly Item[] {
  return items.filter((item) => waitsFor.get(item) === 0);
}
