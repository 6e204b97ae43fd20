/** When the mailbox is synchronised: rules in STATES.md. Times are monotonic milliseconds. */
import { MINUTE_MS, SECOND_MS } from '../../../shared/domain/instant.ts';
import { backoffDelayMs, type BackoffPolicy } from '../../../shared/lib/backoff.ts';

/** `attempt` counts failures in a row. */
export type SyncState =
  | { readonly name: 'stopped' }
  /** A run is under way. */
  | { readonly name: 'running'; readonly attempt: number }
  /** And something happened that it may have missed. */
  | { readonly name: 'running-hinted'; readonly attempt: number }
  | { readonly name: 'resting'; readonly dueAtMs: number }
  /** `notBeforeMs`: the service asked for patience until then. */
  | {
      readonly name: 'retrying';
      readonly attempt: number;
      readonly dueAtMs: number;
      readonly notBeforeMs: number;
    }
  /** The run comes to its end, then nothing. */
  | { readonly name: 'stopping' }
  /** The run comes to its end, then another begins. */
  | { readonly name: 'restarting' };

export type SyncSignal =
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  | { readonly type: 'hint' }
  /** The time that a state named has come. */
  | { readonly type: 'due' }
  | { readonly type: 'succeeded' }
  | { readonly type: 'failed'; readonly retryAfterMs: number | null; readonly chance: number };

type Cell<Name extends SyncState['name'], Type extends SyncSignal['type']> = (
  state: Extract<SyncState, { name: Name }>,
  signal: Extract<SyncSignal, { type: Type }>,
  nowMs: number,
) => SyncState;

/** Every state with every signal: a missing cell does not compile. */
type Table = {
  readonly [Name in SyncState['name']]: { readonly [Type in SyncSignal['type']]: Cell<Name, Type> };
};

/** Mail comes in bursts, and so do hints; one look then sees them all. */
const SETTLE_MS = 100;
/** Without any hint: the window rolls on, and a hint may have been lost. */
const REST_MS = 5 * MINUTE_MS;
const RETRY: BackoffPolicy = { baseMs: SECOND_MS, factor: 2, capMs: MINUTE_MS };

const stay = (state: SyncState): SyncState => state;
const run = (): SyncState => ({ name: 'running', attempt: 0 });
const stopped = (): SyncState => ({ name: 'stopped' });
const stopping = (): SyncState => ({ name: 'stopping' });
const rest = (nowMs: number): SyncState => ({ name: 'resting', dueAtMs: nowMs + REST_MS });

const retry = (
  { attempt }: { readonly attempt: number },
  { retryAfterMs, chance }: Extract<SyncSignal, { type: 'failed' }>,
  nowMs: number,
): SyncState => ({
  name: 'retrying',
  attempt: attempt + 1,
  dueAtMs: nowMs + (retryAfterMs ?? backoffDelayMs(RETRY, attempt, chance)),
  notBeforeMs: nowMs + (retryAfterMs ?? 0),
});

const TABLE: Table = {
  stopped: { start: run, stop: stay, hint: stay, due: stay, succeeded: stay, failed: stay },
  running: {
    start: stay,
    stop: stopping,
    hint: ({ attempt }) => ({ name: 'running-hinted', attempt }),
    due: stay,
    succeeded: (_state, _signal, nowMs) => rest(nowMs),
    failed: retry,
  },
  'running-hinted': {
    start: stay,
    stop: stopping,
    hint: stay,
    due: stay,
    succeeded: (_state, _signal, nowMs) => ({ name: 'resting', dueAtMs: nowMs + SETTLE_MS }),
    failed: retry,
  },
  resting: {
    start: stay,
    stop: stopped,
    hint: (state, _signal, nowMs) => sooner(state, nowMs + SETTLE_MS),
    due: run,
    succeeded: stay,
    failed: stay,
  },
  retrying: {
    start: stay,
    stop: stopped,
    hint: (state, _signal, nowMs) => sooner(state, Math.max(state.notBeforeMs, nowMs + SETTLE_MS)),
    due: ({ attempt }) => ({ name: 'running', attempt }),
    succeeded: stay,
    failed: stay,
  },
  stopping: {
    start: () => ({ name: 'restarting' }),
    stop: stay,
    hint: stay,
    due: stay,
    succeeded: stopped,
    failed: stopped,
  },
  restarting: { start: stay, stop: stopping, hint: stay, due: stay, succeeded: run, failed: run },
};

/** Pure; the same reference when nothing changes. */
export function next(state: SyncState, signal: SyncSignal, nowMs: number): SyncState {
  // The table's type pairs each name with its own state; an index by a union cannot say so.
  const cell = TABLE[state.name][signal.type] as Cell<SyncState['name'], SyncSignal['type']>;
  return cell(state, signal, nowMs);
}

/** A hint never puts off what is due earlier. */
function sooner(state: Extract<SyncState, { dueAtMs: number }>, dueAtMs: number): SyncState {
  return dueAtMs < state.dueAtMs ? { ...state, dueAtMs } : state;
}

export function isRunning(state: SyncState): boolean {
  return state.name !== 'stopped' && state.name !== 'resting' && state.name !== 'retrying';
}
