/** Reads one thing for as long as somebody looks at it: one request at a time, hints gathered, given up when nobody looks. */
import type { Stop } from '../../../shared/lib/emitter.ts';
import type { Timers } from './timers.ts';

/** One request; its answer says what becomes of the state at that time. */
export type Step<State> = (signal: AbortSignal) => Promise<(state: State) => State>;

/** What is read, and how (pure but for the steps it hands out). */
export interface Source<State> {
  readonly initial: State;
  /** The same state, to be read again. */
  readonly stale: (state: State) => State;
  /** null: nothing to read. A step that failed is not handed out again before `stale`. */
  readonly next: (state: State) => Step<State> | null;
}

export interface Reader<State> {
  readonly get: () => State;
  /** From the first looker on it is read. */
  readonly look: (changed: () => void) => Stop;
  readonly looked: () => boolean;
  readonly change: (next: (state: State) => State) => void;
  /** Something changed on the service: reads again, soon. */
  readonly refresh: () => void;
  /** The person changed something here: reads again at once. */
  readonly refreshNow: () => void;
}

/** However many hints come, one thing is not read again sooner than this. */
export const REFRESH_INTERVAL_MS = 1000;

export function createReader<State>(source: Source<State>, timers: Timers): Reader<State> {
  const lookers = new Set<() => void>();
  let state = source.initial;
  let reading: AbortController | null = null;
  let hinted = false;
  let refreshedAtMs = -Infinity;
  let stopWaiting: Stop | null = null;

  function change(next: (state: State) => State): void {
    const before = state;
    state = next(state);
    if (state !== before) for (const changed of [...lookers]) changed();
    readOn();
  }

  function readOn(): void {
    if (reading !== null || lookers.size === 0) return;
    const step = source.next(state);
    if (step === null) return;
    const own = new AbortController();
    reading = own;
    void step(own.signal).then((outcome) => {
      if (reading !== own) return;
      reading = null;
      const again = hinted;
      hinted = false;
      change(outcome);
      if (again) refresh();
    });
  }

  function refreshNow(): void {
    stopWaiting?.();
    stopWaiting = null;
    // What is on its way may be older than what it is refreshed for.
    hinted = reading !== null;
    refreshedAtMs = timers.nowMs();
    change(source.stale);
  }

  function refresh(): void {
    const waitMs = refreshedAtMs + REFRESH_INTERVAL_MS - timers.nowMs();
    if (waitMs <= 0) refreshNow();
    else stopWaiting ??= timers.after(waitMs, refreshNow);
  }

  return {
    get: () => state,
    looked: () => lookers.size > 0,
    change,
    refresh,
    refreshNow,
    look(changed) {
      const first = lookers.size === 0;
      lookers.add(changed);
      if (first && source.next(state) === null) refresh();
      else readOn();
      return () => {
        lookers.delete(changed);
        if (lookers.size > 0) return;
        reading?.abort();
        reading = null;
        hinted = false;
      };
    },
  };
}
