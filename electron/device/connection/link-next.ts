/** The link machine: `next(state, signal, now)` is pure, and a no-op returns the same state. Rules: STATES.md. */
import { afterClose, CLOSE_CODES } from '../../../shared/protocol/close-codes.ts';
import { AUTHENTICATION_TIMEOUT_MS, SILENCE_FACTOR } from '../../../shared/protocol/timing.ts';
import {
  CONNECT_TIMEOUT_MS,
  MAX_RETRY_AFTER_MS,
  PARTING_TIMEOUT_MS,
  PROBE_TIMEOUT_MS,
} from './link-state.ts';
import { attemptAfterLink, problemOfClose, sooner, waitAfter, type Tried } from './retry-policy.ts';
import type {
  LinkEffect,
  LinkProblem,
  LinkSignal,
  LinkSignalName,
  LinkState,
  LinkStateName,
  LinkStep,
  Moment,
} from './link-state.ts';

/** Of a heartbeat: so much sooner silence is taken to have lasted too long, because a timer and a process come late (L8, G3). */
const SILENCE_MARGIN = 0.025;

type StateOf<Name extends LinkStateName> = Extract<LinkState, { name: Name }>;
type SignalOf<Name extends LinkSignalName> = Extract<LinkSignal, { name: Name }>;
type Cell<S extends LinkStateName, G extends LinkSignalName> = (
  state: StateOf<S>,
  signal: SignalOf<G>,
  now: Moment,
) => LinkStep;

/** Total: a missing cell does not compile (house style 16). */
type Table = { readonly [S in LinkStateName]: { readonly [G in LinkSignalName]: Cell<S, G> } };

type Trying = StateOf<'connecting' | 'greeting' | 'authenticating'>;
type Connected = Trying | StateOf<'online'>;

const stay = (state: LinkState): LinkStep => ({ state, effects: [] });
const go = (state: LinkState, ...effects: LinkEffect[]): LinkStep => ({ state, effects });

const letGo = (reason: string, code = 1000): LinkEffect => ({ name: 'close', code, reason });

function connect(attempt: number, problem: LinkProblem | null, now: Moment): LinkStep {
  const triedAtMs = now.monotonicMs;
  const deadlineMs = triedAtMs + CONNECT_TIMEOUT_MS;
  return go({ name: 'connecting', attempt, problem, triedAtMs, deadlineMs }, { name: 'open' });
}

const triedBy = (state: Connected, now: Moment): Tried =>
  state.name === 'online'
    ? { attempt: attemptAfterLink(state, now), spentMs: 0 }
    : { attempt: state.attempt, spentMs: now.monotonicMs - state.triedAtMs };

/** Nothing was being tried. */
const idly = ({ attempt }: StateOf<'waiting' | 'parting'>): Tried => ({ attempt, spentMs: 0 });

/** The connection failed on our side or silently: let go and try later. */
function giveUp(state: Connected, problem: LinkProblem, effect: LinkEffect, now: Moment): LinkStep {
  return go(waitAfter(triedBy(state, now), problem, null, now), effect);
}

function ended(tried: Tried, code: number, retryAfterMs: number | null, now: Moment): LinkStep {
  switch (afterClose(code)) {
    case 'never':
      return go({ name: 'refused', problem: problemOfClose(code) });
    case 'forget':
      return go({ name: 'revoked' }, { name: 'forget' });
    case 'after':
      return go(waitAfter(tried, problemOfClose(code), retryAfterMs, now));
  }
}

const stop = (): LinkStep => go({ name: 'stopped' });
const stopConnected = (): LinkStep => go({ name: 'stopped' }, letGo('the device stops'));

function outOfPlace(state: Connected, signal: LinkSignal, now: Moment): LinkStep {
  return giveUp(state, 'bad-frame', letGo(`${signal.name} while ${state.name}`, CLOSE_CODES.badFrame), now);
}

const badFrame = (state: Connected, signal: SignalOf<'bad-frame'>, now: Moment): LinkStep =>
  giveUp(state, 'bad-frame', letGo(signal.reason, CLOSE_CODES.badFrame), now);

const closed = (state: Connected, signal: SignalOf<'closed'>, now: Moment): LinkStep =>
  ended(triedBy(state, now), signal.code, null, now);

const timedOut = (state: Trying, _signal: LinkSignal, now: Moment): LinkStep =>
  now.monotonicMs < state.deadlineMs
    ? stay(state)
    : giveUp(state, 'unreachable', letGo('no answer in time'), now);

const parting = (state: Connected, signal: SignalOf<'bye'>, now: Moment): LinkStep =>
  stay({
    name: 'parting',
    attempt: triedBy(state, now).attempt,
    code: signal.code,
    retryAfterMs: signal.retryAfterMs === null ? null : Math.min(signal.retryAfterMs, MAX_RETRY_AFTER_MS),
    deadlineMs: now.monotonicMs + PARTING_TIMEOUT_MS,
  });

function online(state: StateOf<'authenticating'>, signal: SignalOf<'welcome'>, now: Moment): LinkStep {
  const silenceMs = signal.heartbeatMs * (SILENCE_FACTOR - SILENCE_MARGIN);
  const deadlineMs = now.monotonicMs + silenceMs;
  return go(
    { name: 'online', attempt: state.attempt, sinceMs: now.monotonicMs, silenceMs, deadlineMs },
    { name: 'deliver' },
  );
}

const alive = (state: StateOf<'online'>, now: Moment): StateOf<'online'> => ({
  ...state,
  deadlineMs: now.monotonicMs + state.silenceMs,
});

/** Asleep the other end may have gone without a word. */
function probe(state: StateOf<'online'>, now: Moment): LinkStep {
  const deadlineMs = Math.min(state.deadlineMs, now.monotonicMs + PROBE_TIMEOUT_MS);
  return go({ ...state, deadlineMs }, { name: 'probe' });
}

const unconnected = {
  timer: stay,
  opened: stay,
  heard: stay,
  hello: stay,
  welcome: stay,
  message: stay,
  bye: stay,
  'bad-frame': stay,
  closed: stay,
  denied: stay,
} as const;

const connected = {
  start: stay,
  stop: stopConnected,
  'retry-now': stay,
  'bad-frame': badFrame,
  closed,
  bye: parting,
} as const;

function denied(state: Trying, signal: SignalOf<'denied'>, now: Moment): LinkStep {
  const step = ended(triedBy(state, now), signal.code, null, now);
  return go(step.state, letGo('refused'), ...step.effects);
}

const trying = {
  ...connected,
  power: stay,
  timer: timedOut,
  heard: stay,
  message: outOfPlace,
  denied,
} as const;

const TABLE: Table = {
  stopped: {
    ...unconnected,
    start: (_state, _signal, now) => connect(0, null, now),
    stop: stay,
    'retry-now': stay,
    power: stay,
  },
  refused: {
    ...unconnected,
    start: stay,
    stop,
    'retry-now': (state, _signal, now) => connect(0, state.problem, now),
    power: stay,
  },
  revoked: { ...unconnected, start: stay, stop, 'retry-now': stay, power: stay },
  waiting: {
    ...unconnected,
    start: stay,
    stop,
    'retry-now': (state, _signal, now) => connect(state.attempt, state.problem, now),
    power: (state, _signal, now) => stay(sooner(state, now)),
    timer: (state, _signal, now) =>
      now.monotonicMs < state.retryAtMs ? stay(state) : connect(state.attempt, state.problem, now),
    denied: (state, signal, now) => ended(idly(state), signal.code, null, now),
  },
  connecting: {
    ...trying,
    opened: (state, _signal, now) =>
      stay({ ...state, name: 'greeting', deadlineMs: now.monotonicMs + AUTHENTICATION_TIMEOUT_MS }),
    hello: outOfPlace,
    welcome: outOfPlace,
  },
  greeting: {
    ...trying,
    opened: stay,
    hello: (state, signal, now) =>
      signal.serviceIsOurs
        ? go({ ...state, name: 'authenticating' }, { name: 'authenticate' })
        : giveUp(state, 'other-service', letGo('another service'), now),
    welcome: outOfPlace,
  },
  authenticating: { ...trying, opened: stay, hello: outOfPlace, welcome: online },
  online: {
    ...connected,
    power: (state, _signal, now) => probe(state, now),
    timer: (state, _signal, now) =>
      now.monotonicMs < state.deadlineMs ? stay(state) : giveUp(state, 'silent', letGo('nothing heard'), now),
    opened: stay,
    heard: (state, _signal, now) => stay(alive(state, now)),
    hello: outOfPlace,
    welcome: outOfPlace,
    message: (state, _signal, now) => go(alive(state, now), { name: 'deliver' }),
    // Older than the welcome: a poll that was under way.
    denied: stay,
  },
  parting: {
    start: stay,
    stop: stopConnected,
    'retry-now': stay,
    power: stay,
    timer: (state, _signal, now) => {
      if (now.monotonicMs < state.deadlineMs) return stay(state);
      const step = ended(idly(state), state.code, state.retryAfterMs, now);
      return go(step.state, letGo('goodbye'), ...step.effects);
    },
    opened: stay,
    heard: stay,
    hello: stay,
    welcome: stay,
    message: stay,
    bye: stay,
    'bad-frame': stay,
    denied: stay,
    closed: (state, _signal, now) => ended(idly(state), state.code, state.retryAfterMs, now),
  },
};

export function nextLink(state: LinkState, signal: LinkSignal, now: Moment): LinkStep {
  // The table's own type pairs every state with every signal; the compiler cannot follow the pair through two look-ups.
  const cell = TABLE[state.name][signal.name] as Cell<LinkStateName, LinkSignalName>;
  return cell(state, signal, now);
}
