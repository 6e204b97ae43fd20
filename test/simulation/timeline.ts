/** Virtual time: what is to happen, in order, in a heap; nothing here waits. */
import type { Stop } from '../../shared/lib/emitter.ts';

export interface Timeline {
  /** True time, milliseconds UTC; no computer's clock is better than its owner. */
  readonly nowMs: () => number;
  /** At the same instant, what was asked for first runs first. */
  readonly at: (atMs: number, run: () => void) => Stop;
  readonly after: (delayMs: number, run: () => void) => Stop;
  /** Moves to the next thing until `untilMs` and does it; false: nothing is left until then, and that is the time now. */
  readonly step: (untilMs: number) => boolean;
}

interface Planned {
  readonly atMs: number;
  readonly order: number;
  run: (() => void) | null;
}

export function createTimeline(startMs: number): Timeline {
  const heap: Planned[] = [];
  let nowMs = startMs;
  let order = 0;
  const at: Timeline['at'] = (atMs, run) => {
    const planned: Planned = { atMs: Math.max(atMs, nowMs), order: (order += 1), run };
    push(heap, planned);
    return () => {
      planned.run = null;
    };
  };
  return {
    nowMs: () => nowMs,
    at,
    after: (delayMs, run) => at(nowMs + delayMs, run),
    step(untilMs) {
      for (let next = heap[0]; next !== undefined && next.atMs <= untilMs; next = heap[0]) {
        pop(heap);
        if (next.run === null) continue;
        nowMs = next.atMs;
        next.run();
        return true;
      }
      nowMs = untilMs;
      return false;
    },
  };
}

const isBefore = (a: Planned, b: Planned): boolean =>
  a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

function push(heap: Planned[], planned: Planned): void {
  let index = heap.length;
  heap.push(planned);
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(planned, parent)) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = planned;
}

/** Takes the first away. */
function pop(heap: Planned[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let index = 0;
  for (;;) {
    const left = heap[2 * index + 1];
    if (left === undefined) break;
    const right = heap[2 * index + 2];
    const isRight = right !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (!isBefore(child, last)) break;
    heap[index] = child;
    index = 2 * index + (isRight ? 2 : 1);
  }
  heap[index] = last;
}
