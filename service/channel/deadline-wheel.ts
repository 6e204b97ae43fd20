/** One timer for the deadlines of thousands of connections, instead of a timer each (M1). */
import type { Stop } from '../../shared/lib/emitter.ts';
import type { ServiceClock } from './ports.ts';

/** A deadline is met at most this much late. */
export const WHEEL_TICK_MS = 500;

export interface DeadlineWheel<Item> {
  /** One deadline an item: a later call replaces the earlier. `atMs` is monotonic. */
  readonly set: (item: Item, atMs: number) => void;
  readonly clear: (item: Item) => void;
  readonly stop: Stop;
}

export function createDeadlineWheel<Item>(
  clock: Pick<ServiceClock, 'monotonicMs' | 'schedule'>,
  due: (item: Item) => void,
): DeadlineWheel<Item> {
  const slots = new Map<number, Set<Item>>();
  const slotOf = new Map<Item, number>();
  let reached = slotAt(clock.monotonicMs());
  let stopTick: Stop | null = null;

  const clear = (item: Item): void => {
    const slot = slotOf.get(item);
    if (slot === undefined) return;
    slotOf.delete(item);
    slots.get(slot)?.delete(item);
  };
  const empty = (slot: number): void => {
    const items = slots.get(slot);
    slots.delete(slot);
    for (const item of items ?? []) {
      slotOf.delete(item);
      due(item);
    }
  };
  const tick = (): void => {
    const target = slotAt(clock.monotonicMs());
    for (; reached < target; reached += 1) empty(reached);
    stopTick = slotOf.size === 0 ? null : clock.schedule(WHEEL_TICK_MS, tick);
  };
  const start = (): void => {
    reached = slotAt(clock.monotonicMs());
    stopTick = clock.schedule(WHEEL_TICK_MS, tick);
  };
  return {
    set(item, atMs) {
      clear(item);
      if (stopTick === null) start();
      const slot = Math.max(reached, slotAt(atMs));
      const items = slots.get(slot) ?? new Set();
      slots.set(slot, items.add(item));
      slotOf.set(item, slot);
    },
    clear,
    stop() {
      stopTick?.();
      slots.clear();
      slotOf.clear();
    },
  };
}

function slotAt(atMs: number): number {
  return Math.floor(atMs / WHEEL_TICK_MS);
}
