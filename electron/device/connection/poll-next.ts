/** The poll machine: when to ask over HTTP while the channel is not there. Pure; rules P1 to P5 in STATES.md. */
import { POLL_INTERVAL_MS } from '../../../shared/protocol/timing.ts';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import { MAX_RETRY_AFTER_MS } from './link-state.ts';

export type PollState =
  | { readonly name: 'idle' }
  /** The channel is not there; nothing was heard over HTTP, or no longer. Monotonic milliseconds. */
  | { readonly name: 'due'; readonly atMs: number }
  /** The last poll was answered. */
  | { readonly name: 'served'; readonly atMs: number }
  | { readonly name: 'asking'; readonly after: 'due' | 'served' };

export type PollSignal =
  | { readonly name: 'needed' }
  | { readonly name: 'not-needed' }
  | { readonly name: 'retry-now' }
  | { readonly name: 'timer' }
  | { readonly name: 'answered' }
  | { readonly name: 'failed'; readonly retryAfterMs: number | null };

export interface PollStep {
  readonly state: PollState;
  readonly ask: boolean;
}

export const FIRST_POLL_AFTER_MS = 10 * SECOND_MS;

type StateOf<Name extends PollState['name']> = Extract<PollState, { name: Name }>;
type Cell<S extends PollState['name'], G extends PollSignal['name']> = (
  state: StateOf<S>,
  signal: Extract<PollSignal, { name: G }>,
  nowMs: number,
) => PollStep;
type Table = {
  readonly [S in PollState['name']]: { readonly [G in PollSignal['name']]: Cell<S, G> };
};

const stay = (state: PollState): PollStep => ({ state, ask: false });
const rest = (): PollStep => stay({ name: 'idle' });
const ask = (state: StateOf<'due' | 'served'>): PollStep => ({
  state: { name: 'asking', after: state.name },
  ask: true,
});
const askWhenDue = (state: StateOf<'due' | 'served'>, _signal: PollSignal, nowMs: number): PollStep =>
  nowMs < state.atMs ? stay(state) : ask(state);

const waiting = {
  needed: stay,
  'not-needed': rest,
  'retry-now': ask,
  timer: askWhenDue,
  answered: stay,
  failed: stay,
} as const;

const TABLE: Table = {
  idle: {
    needed: (_state, _signal, nowMs) => stay({ name: 'due', atMs: nowMs + FIRST_POLL_AFTER_MS }),
    'not-needed': stay,
    'retry-now': stay,
    timer: stay,
    answered: stay,
    failed: stay,
  },
  due: waiting,
  served: waiting,
  asking: {
    needed: stay,
    'not-needed': rest,
    'retry-now': stay,
    timer: stay,
    answered: (_state, _signal, nowMs) => stay({ name: 'served', atMs: nowMs + POLL_INTERVAL_MS }),
    failed: (_state, signal, nowMs) => {
      const waitMs = Math.max(POLL_INTERVAL_MS, Math.min(signal.retryAfterMs ?? 0, MAX_RETRY_AFTER_MS));
      return stay({ name: 'due', atMs: nowMs + waitMs });
    },
  },
};

export function nextPoll(state: PollState, signal: PollSignal, nowMs: number): PollStep {
  // The table's own type pairs every state with every signal; the compiler cannot follow the pair through two look-ups.
  const cell = TABLE[state.name][signal.name] as Cell<PollState['name'], PollSignal['name']>;
  return cell(state, signal, nowMs);
}

/** The device hears of the service by polling only. */
export function isServedByPoll(state: PollState): boolean {
  return state.name === 'served' || (state.name === 'asking' && state.after === 'served');
}
