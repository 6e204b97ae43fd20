/** The life of one connection as a pure machine; STATES.md gives its rules. */
import type { Authenticate } from '../../shared/protocol/messages/authenticate.ts';
import type { Receipt } from '../../shared/protocol/messages/receipt.ts';
import type { Report } from '../../shared/protocol/messages/report.ts';
import type { TimeQuestion } from '../../shared/protocol/messages/time.ts';
import { CLOSE_CODES } from '../../shared/protocol/close-codes.ts';
import type { RegisteredDevice } from './ports.ts';

/** A close with its reason, as `bye` tells it. */
export interface Ending {
  readonly code: number;
  readonly reason: string;
  readonly retryAfterMs?: number;
}

export type LinkState =
  | { readonly kind: 'challenged'; readonly deadlineMs: number }
  | { readonly kind: 'verifying' }
  | { readonly kind: 'catching-up'; readonly device: RegisteredDevice }
  | { readonly kind: 'live'; readonly device: RegisteredDevice }
  /** Live, but what concerns its person is being read anew: permissions or groups moved. */
  | { readonly kind: 'refreshing'; readonly device: RegisteredDevice }
  | { readonly kind: 'closing' }
  | { readonly kind: 'closed' };

export type Verdict =
  | { readonly kind: 'proven'; readonly device: RegisteredDevice }
  | { readonly kind: 'refused' }
  | { readonly kind: 'too-many'; readonly retryAfterMs: number };

export type Told = Report | Receipt;

export type LinkSignal =
  | { readonly kind: 'authenticate'; readonly claim: Authenticate }
  | { readonly kind: 'told'; readonly message: Told }
  | { readonly kind: 'asked-time'; readonly question: TimeQuestion }
  /** A message of a later version. */
  | { readonly kind: 'unknown-message' }
  | { readonly kind: 'bad-frame'; readonly reason: string }
  | { readonly kind: 'verified'; readonly verdict: Verdict }
  | { readonly kind: 'caught-up' }
  | { readonly kind: 'standing-moved'; readonly sinceRevision: number }
  /** The service ends it: revoked, replaced, draining, flooding, slow. */
  | { readonly kind: 'end'; readonly ending: Ending }
  /** The wheel came round. */
  | { readonly kind: 'look' }
  /** Nothing was heard for one and a half heartbeats. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'gone' };

export type LinkEffect =
  | { readonly kind: 'admit'; readonly claim: Authenticate }
  /** The device is this connection's now; an older one is replaced. */
  | { readonly kind: 'adopt'; readonly device: RegisteredDevice }
  | { readonly kind: 'save'; readonly device: RegisteredDevice; readonly message: Told }
  | { readonly kind: 'answer-time'; readonly question: TimeQuestion }
  | { readonly kind: 'refresh'; readonly device: RegisteredDevice; readonly sinceRevision: number }
  | { readonly kind: 'bye'; readonly ending: Ending }
  | { readonly kind: 'terminate' }
  /** Nothing is sent to it or kept for it from now on. */
  | { readonly kind: 'release'; readonly device: RegisteredDevice | null };

export interface LinkStep {
  readonly state: LinkState;
  readonly effects: readonly LinkEffect[];
}

type StateOf<Kind extends LinkState['kind']> = Extract<LinkState, { kind: Kind }>;
type SignalOf<Kind extends LinkSignal['kind']> = Extract<LinkSignal, { kind: Kind }>;
type Cell<State, Signal> = (state: State, signal: Signal, nowMs: number) => LinkStep;
type Row<State> = { readonly [S in LinkSignal['kind']]: Cell<State, SignalOf<S>> };
type Table = { readonly [K in LinkState['kind']]: Row<StateOf<K>> };

const NO_EFFECTS: readonly LinkEffect[] = [];

const stay = (state: LinkState): LinkStep => ({ state, effects: NO_EFFECTS });
const end = (state: LinkState, ending: Ending): LinkStep => ({
  state: { kind: 'closing' },
  effects: [
    { kind: 'bye', ending },
    { kind: 'release', device: deviceOf(state) },
  ],
});
const endWith =
  (code: number, reason: string) =>
  (state: LinkState): LinkStep =>
    end(state, { code, reason });
const badFrame: Cell<LinkState, SignalOf<'bad-frame'>> = (state, { reason }) =>
  end(state, { code: CLOSE_CODES.badFrame, reason });
const ended: Cell<LinkState, SignalOf<'end'>> = (state, { ending }) => end(state, ending);
const terminate = (state: LinkState): LinkStep => ({
  state: { kind: 'closing' },
  effects: [{ kind: 'terminate' }, { kind: 'release', device: deviceOf(state) }],
});
const gone = (state: LinkState): LinkStep => ({
  state: { kind: 'closed' },
  effects: [{ kind: 'release', device: deviceOf(state) }],
});
const notYet = endWith(CLOSE_CODES.notAuthenticated, 'only authenticate may come before welcome');
const twice = endWith(CLOSE_CODES.badFrame, 'authenticate comes once');
const save: Cell<{ readonly device: RegisteredDevice } & LinkState, SignalOf<'told'>> = (
  state,
  { message },
) => ({ state, effects: [{ kind: 'save', device: state.device, message }] });
const answerTime: Cell<LinkState, SignalOf<'asked-time'>> = (state, { question }) => ({
  state,
  effects: [{ kind: 'answer-time', question }],
});

/** A connection whose peer has not proven itself says one thing only. */
const stranger = {
  told: notYet,
  'asked-time': notYet,
  'unknown-message': notYet,
  'bad-frame': badFrame,
  'caught-up': stay,
  'standing-moved': stay,
  end: ended,
  silent: terminate,
  gone,
};

/** A connection whose peer is a known device. */
const known = {
  authenticate: twice,
  told: save,
  'asked-time': answerTime,
  'unknown-message': stay,
  'bad-frame': badFrame,
  verified: stay,
  end: ended,
  look: stay,
  silent: terminate,
  gone,
};

/** What comes after our bye is not looked at. */
const over = {
  authenticate: stay,
  told: stay,
  'asked-time': stay,
  'unknown-message': stay,
  'bad-frame': stay,
  verified: stay,
  'caught-up': stay,
  'standing-moved': stay,
  end: stay,
  look: stay,
  silent: stay,
};

const TABLE: Table = {
  challenged: {
    ...stranger,
    authenticate: (_state, { claim }) => ({
      state: { kind: 'verifying' },
      effects: [{ kind: 'admit', claim }],
    }),
    verified: stay,
    look: (state, _signal, nowMs) =>
      nowMs < state.deadlineMs
        ? stay(state)
        : end(state, { code: CLOSE_CODES.badFrame, reason: 'authenticate did not come in time' }),
  },
  verifying: {
    ...stranger,
    authenticate: twice,
    verified: (state, { verdict }) => afterVerdict(state, verdict),
    // Waiting its turn is ours to answer for, not the device's.
    look: stay,
  },
  'catching-up': {
    ...known,
    'caught-up': ({ device }) => ({ state: { kind: 'live', device }, effects: NO_EFFECTS }),
    'standing-moved': stay,
  },
  live: {
    ...known,
    'caught-up': stay,
    'standing-moved': ({ device }, { sinceRevision }) => ({
      state: { kind: 'refreshing', device },
      effects: [{ kind: 'refresh', device, sinceRevision }],
    }),
  },
  refreshing: {
    ...known,
    'caught-up': ({ device }) => ({ state: { kind: 'live', device }, effects: NO_EFFECTS }),
    // It stands in the backlog, which is looked at when this reading is done.
    'standing-moved': stay,
  },
  closing: { ...over, gone: () => ({ state: { kind: 'closed' }, effects: NO_EFFECTS }) },
  closed: { ...over, gone: stay },
};

function afterVerdict(state: LinkState, verdict: Verdict): LinkStep {
  switch (verdict.kind) {
    case 'refused':
      return end(state, { code: CLOSE_CODES.notAuthenticated, reason: 'not authenticated' });
    case 'too-many':
      return end(state, {
        code: CLOSE_CODES.tooManyAttempts,
        reason: 'too many attempts',
        retryAfterMs: verdict.retryAfterMs,
      });
    case 'proven':
      if (verdict.device.revoked) return end(state, REVOKED);
      return {
        state: { kind: 'catching-up', device: verdict.device },
        effects: [{ kind: 'adopt', device: verdict.device }],
      };
  }
}

/** Who the connection is proven to be, while it matters. */
export function deviceOf(state: LinkState): RegisteredDevice | null {
  return 'device' in state ? state.device : null;
}

/** Its peer has not proven itself. */
export function isStranger(state: LinkState): boolean {
  return state.kind === 'challenged' || state.kind === 'verifying';
}

export const REVOKED: Ending = {
  code: CLOSE_CODES.revoked,
  reason: 'an administrator has revoked this device',
};

/** Pure: what a signal makes of a connection at `nowMs` (monotonic). A signal without consequence returns the same state. */
export function nextLink(state: LinkState, signal: LinkSignal, nowMs: number): LinkStep {
  // The table is total and each cell takes what its keys say; the compiler cannot follow two keys at once.
  const cell = TABLE[state.kind][signal.kind] as Cell<LinkState, LinkSignal>;
  return cell(state, signal, nowMs);
}
