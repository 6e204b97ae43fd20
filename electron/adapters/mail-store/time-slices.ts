/** Long work in pieces short enough that nothing else of the process waits (C4). */

/** Half of what C4 allows; the commit at the end of a piece takes its share too. */
const SLICE_MS = 10;

/**
 * Calls `work` with `next`, which hands out items until there is none left or the piece has lasted long enough; then
 * lets everything else run, and calls again.
 */
export async function inTimeSlices<Item>(
  items: readonly Item[],
  work: (next: () => Item | undefined) => void,
): Promise<void> {
  let index = 0;
  while (index < items.length) {
    const endMs = performance.now() + SLICE_MS;
    let first = true;
    work(() => {
      if (!first && performance.now() >= endMs) return undefined;
      first = false;
      const item = items[index];
      index += 1;
      return item;
    });
    // The last call may have found nothing left, or was refused without taking anything.
    await new Promise(setImmediate);
  }
}
