/** Puts the records of a file in an order in which each comes after those that it names. Pure. */

/** How records know each other, in the form in which names are compared. */
export interface Naming<Item> {
  readonly ownedBy: (item: Item) => readonly string[];
  readonly names: (item: Item) => readonly string[];
}

/** Nobody names anybody of the same level or a later one; only who names each other in a circle, and who names them, are all in the last. */
export function inLevels<Item extends object | string>(
  items: readonly Item[],
  { ownedBy, names }: Naming<Item>,
): readonly (readonly Item[])[] {
  const owners = new Map(items.toReversed().flatMap((item) => ownedBy(item).map((name) => [name, item])));
  const followers = new Map<Item, Item[]>(items.map((item) => [item, []]));
  const waitsFor = new Map<Item, number>();
  for (const item of items) {
    const named = new Set(names(item).flatMap((name) => owners.get(name) ?? []));
    named.delete(item);
    for (const other of named) followers.get(other)?.push(item);
    waitsFor.set(item, named.size);
  }
  const levels: (readonly Item[])[] = [];
  for (let level = ready(items, waitsFor); level.length > 0;) {
    levels.push(level);
    const next = level.flatMap((item) => followers.get(item) ?? []);
    for (const item of next) waitsFor.set(item, (waitsFor.get(item) ?? 0) - 1);
    level = ready([...new Set(next)], waitsFor);
  }
  const left = items.filter((item) => waitsFor.get(item) !== 0);
  return left.length === 0 ? levels : [...levels, left];
}

function ready<Item>(items: readonly Item[], waitsFor: ReadonlyMap<Item, number>): readonly Item[] {
  return items.filter((item) => waitsFor.get(item) === 0);
}
