/**
 * Long work in slices: whoever waits for the event loop gets it between two of them (G52). A process has one event loop, so
 * its queue is one too, and a module's (house style 4): slices of many works that rest at once follow each other by turns,
 * not in a row.
 */

/** Of the 50 ms that nobody may hold the loop; what a single step overruns by has room besides. */
const SLICE_MS = 8;

export interface Slice {
  /** Between two steps of long work: at once while the slice lasts, otherwise after everybody else's turn. */
  readonly rest: () => Promise<void>;
}

/** `taken` hears of each turn that this work has used up. */
export function createSlice(taken: () => void = () => undefined): Slice {
  return {
    async rest() {
      if (performance.now() < turnEndMs()) return;
      taken();
      await nextTurn();
    },
  };
}

/** Before work that is one step: where others have used this turn up, it is done in a later one. */
export function atRest(): Promise<void> {
  return createSlice().rest();
}

/** Of this turn, for all works that begin or go on in it; null: none of them has asked yet. */
let endMs: number | null = null;

function turnEndMs(): number {
  if (endMs === null) {
    endMs = performance.now() + SLICE_MS;
    setImmediate(() => {
      endMs = null;
    });
  }
  return endMs;
}

const waiting: (() => void)[] = [];

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(wakeOne);
  });
}

/** What is scheduled in an immediate runs in the next turn of the loop, after sockets and timers. */
function wakeOne(): void {
  endMs = null;
  // From here, and not from when it rests again: its first step counts too.
  turnEndMs();
  waiting.shift()?.();
  if (waiting.length > 0) setImmediate(wakeOne);
}
