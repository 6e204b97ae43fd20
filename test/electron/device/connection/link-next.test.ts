/** The link machine: every state with every signal, and its rules L1 to L16 (electron/device/connection/STATES.md). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextLink } from '../../../../electron/device/connection/link-next.ts';
import { deadlineOf } from '../../../../electron/device/connection/link-state.ts';
import type {
  LinkSignal,
  LinkSignalName,
  LinkState,
  LinkStateName,
} from '../../../../electron/device/connection/link-state.ts';
import { CLOSE_CODES } from '../../../../shared/protocol/close-codes.ts';

const NOW_MS = 1_000_000;
const HALF = { monotonicMs: NOW_MS, chance: 0.5 };
const at = (monotonicMs: number, chance = 0.5) => ({ monotonicMs, chance });

const later = NOW_MS + 5000;
const trying = { attempt: 2, problem: 'unreachable', triedAtMs: NOW_MS, deadlineMs: later } as const;
const STATES: { readonly [Name in LinkStateName]: Extract<LinkState, { name: Name }> } = {
  stopped: { name: 'stopped' },
  refused: { name: 'refused', problem: 'replaced' },
  revoked: { name: 'revoked' },
  waiting: { name: 'waiting', attempt: 2, problem: 'unreachable', retryAtMs: later },
  connecting: { name: 'connecting', ...trying },
  greeting: { name: 'greeting', ...trying },
  authenticating: { name: 'authenticating', ...trying },
  online: { name: 'online', attempt: 2, sinceMs: NOW_MS - 1000, silenceMs: 30_000, deadlineMs: later },
  parting: { name: 'parting', attempt: 2, code: 1012, retryAfterMs: 7000, deadlineMs: later },
};

const SIGNALS: { readonly [Name in LinkSignalName]: Extract<LinkSignal, { name: Name }> } = {
  start: { name: 'start' },
  stop: { name: 'stop' },
  'retry-now': { name: 'retry-now' },
  power: { name: 'power' },
  timer: { name: 'timer' },
  opened: { name: 'opened' },
  heard: { name: 'heard' },
  hello: { name: 'hello', serviceIsOurs: true },
  welcome: { name: 'welcome', heartbeatMs: 20_000 },
  message: { name: 'message' },
  bye: { name: 'bye', code: 1012, retryAfterMs: 7000 },
  'bad-frame': { name: 'bad-frame', reason: 'bad-json' },
  closed: { name: 'closed', code: 1006 },
  denied: { name: 'denied', code: 4001 },
};

/** `=` stays as it is; otherwise the next state and the effects, in their order. */
type Expected = { readonly [S in LinkStateName]: { readonly [G in LinkSignalName]: string } };

const nothing = {
  start: '=',
  stop: 'stopped',
  'retry-now': '=',
  power: '=',
  timer: '=',
  opened: '=',
  heard: '=',
  hello: '=',
  welcome: '=',
  message: '=',
  bye: '=',
  'bad-frame': '=',
  closed: '=',
  denied: '=',
} as const;

const connected = {
  ...nothing,
  stop: 'stopped close',
  bye: 'parting',
  'bad-frame': 'waiting close',
  closed: 'waiting',
} as const;

const onTheWay = {
  ...connected,
  hello: 'waiting close',
  welcome: 'waiting close',
  message: 'waiting close',
  denied: 'refused close',
} as const;

const EXPECTED: Expected = {
  stopped: { ...nothing, start: 'connecting open', stop: '=' },
  refused: { ...nothing, 'retry-now': 'connecting open' },
  revoked: nothing,
  waiting: { ...nothing, 'retry-now': 'connecting open', power: 'waiting', denied: 'refused' },
  connecting: { ...onTheWay, opened: 'greeting' },
  greeting: { ...onTheWay, hello: 'authenticating authenticate' },
  authenticating: { ...onTheWay, welcome: 'online deliver' },
  online: {
    ...connected,
    power: 'online probe',
    heard: 'online',
    hello: 'waiting close',
    welcome: 'waiting close',
    message: 'online deliver',
  },
  parting: { ...nothing, stop: 'stopped close', closed: 'waiting' },
};

const stateNames = Object.keys(STATES) as LinkStateName[];
const signalNames = Object.keys(SIGNALS) as LinkSignalName[];

describe('every state with every signal', () => {
  test.each(stateNames.flatMap((state) => signalNames.map((signal) => [state, signal] as const)))(
    '%s hears %s',
    (state, signal) => {
      const step = nextLink(STATES[state], SIGNALS[signal], HALF);
      const words = [step.state.name, ...step.effects.map(({ name }) => name)].join(' ');
      expect(step.state === STATES[state] && step.effects.length === 0 ? '=' : words).toBe(
        EXPECTED[state][signal],
      );
    },
  );
});

describe('retrying', () => {
  test('L2, L3: the backoff is counted from the first retry and starts anew after a link of 60 s', () => {
    const short = nextLink(STATES.online, SIGNALS.closed, at(NOW_MS, 0.999));
    expect(short.state).toMatchObject({ name: 'waiting', attempt: 3, retryAtMs: NOW_MS + 3996 });
    const stable = { ...STATES.online, sinceMs: NOW_MS - 60_000 };
    expect(nextLink(stable, SIGNALS.closed, at(NOW_MS, 0.999)).state).toMatchObject({
      attempt: 1,
      retryAtMs: NOW_MS + 999,
    });
  });

  test('L2, G2: tries begin at most 30 s apart, however long the one before took', () => {
    const late = { ...STATES.connecting, attempt: 9 };
    const retryOf = (tookMs: number): unknown =>
      nextLink(late, SIGNALS.closed, at(NOW_MS + tookMs, 0.9999)).state;
    expect(retryOf(0)).toMatchObject({ retryAtMs: NOW_MS + 29_997 });
    expect(retryOf(5000)).toMatchObject({ retryAtMs: NOW_MS + 29_997 });
    // It slept in the middle of the try: still spread by chance.
    expect(retryOf(3_600_000)).toMatchObject({ retryAtMs: NOW_MS + 3_613_998 });
  });

  test('L4: retryAfterMs of a goodbye wins over the backoff, and is at most an hour', () => {
    expect(nextLink(STATES.parting, SIGNALS.closed, HALF).state).toMatchObject({ retryAtMs: NOW_MS + 7000 });
    const hostile = { name: 'bye', code: 1012, retryAfterMs: 1e15 } as const;
    const parting = nextLink(STATES.online, hostile, HALF).state;
    expect(nextLink(parting, SIGNALS.closed, HALF).state).toMatchObject({ retryAtMs: NOW_MS + 3_600_000 });
  });

  test('L6: wake retries within 3 s, never later than planned, and respects a service under pressure', () => {
    expect(nextLink(STATES.waiting, SIGNALS.power, at(NOW_MS, 0.999)).state).toMatchObject({
      retryAtMs: NOW_MS + 2997,
    });
    const soon = { ...STATES.waiting, retryAtMs: NOW_MS + 10 };
    expect(nextLink(soon, SIGNALS.power, HALF).state).toBe(soon);
    const pressed = { ...STATES.waiting, problem: 'too-many-attempts' } as const;
    expect(nextLink(pressed, SIGNALS.power, HALF).state).toBe(pressed);
  });

  test('L7, G4: a link that was up before sleep has 5 s to prove itself', () => {
    const quiet = { ...STATES.online, deadlineMs: NOW_MS + 29_000 };
    const { state } = nextLink(quiet, SIGNALS.power, HALF);
    expect(deadlineOf(state)).toBe(NOW_MS + 5000);
    expect(deadlineOf(nextLink(state, SIGNALS.heard, at(NOW_MS + 10)).state)).toBe(NOW_MS + 10 + 30_000);
  });

  test('L8, G3: silence of nearly one and a half heartbeats closes the link', () => {
    const welcomed = nextLink(STATES.authenticating, SIGNALS.welcome, HALF).state;
    expect(nextLink(welcomed, SIGNALS.timer, at(NOW_MS + 29_499)).state).toBe(welcomed);
    // Half a second before the 30 s that are promised: so late may the timer be.
    const silent = nextLink(welcomed, SIGNALS.timer, at(NOW_MS + 29_500));
    expect(silent.state).toMatchObject({ name: 'waiting', problem: 'silent' });
    expect(silent.effects).toMatchObject([{ name: 'close' }]);
  });

  test('L12, G36: the hello of another service is not answered', () => {
    const step = nextLink(STATES.greeting, { name: 'hello', serviceIsOurs: false }, HALF);
    expect(step.state).toMatchObject({ name: 'waiting', problem: 'other-service' });
    expect(step.effects.map(({ name }) => name)).toEqual(['close']);
  });
});

describe('L9: what a close code asks for', () => {
  test.each([
    [CLOSE_CODES.notAuthenticated, 'refused', []],
    [CLOSE_CODES.replaced, 'refused', []],
    [CLOSE_CODES.versionNotServed, 'refused', []],
    [CLOSE_CODES.revoked, 'revoked', ['forget']],
    [CLOSE_CODES.badFrame, 'waiting', []],
    [CLOSE_CODES.tooManyAttempts, 'waiting', []],
    [CLOSE_CODES.restarting, 'waiting', []],
    [1006, 'waiting', []],
    [4999, 'waiting', []],
  ])('close %i leads to %s', (code, name, effects) => {
    for (const state of [STATES.greeting, STATES.authenticating, STATES.online]) {
      const step = nextLink(state, { name: 'closed', code }, HALF);
      expect([step.state.name, step.effects.map((effect) => effect.name)]).toEqual([name, effects]);
    }
  });

  test('L10: a goodbye that names 4003 counts, however the link then ends', () => {
    const parting = nextLink(STATES.online, { name: 'bye', code: 4003, retryAfterMs: null }, HALF).state;
    for (const signal of [SIGNALS.closed, SIGNALS.timer]) {
      const step = nextLink(parting, signal, at(NOW_MS + 6000));
      expect(step.state.name).toBe('revoked');
      expect(step.effects.map(({ name }) => name)).toContain('forget');
    }
  });
});

test('a seeded walk: a state that waits has a deadline, and a socket is open exactly in the connected states', () => {
  const signal = fc.constantFrom(...signalNames.map((name) => SIGNALS[name]));
  const steps = fc.array(
    fc.tuple(signal, fc.integer({ min: 0, max: 40_000 }), fc.double({ min: 0, max: 0.999, noNaN: true })),
  );
  fc.assert(
    fc.property(steps, (walk) => {
      let state: LinkState = { name: 'stopped' };
      let isOpen = false;
      let nowMs = 0;
      for (const [heard, passedMs, chance] of walk) {
        nowMs += passedMs;
        // The driver passes on what a socket says only while there is one.
        const needsSocket = ['opened', 'heard', 'hello', 'welcome', 'message', 'bye', 'bad-frame', 'closed'];
        if (needsSocket.includes(heard.name) && !isOpen) continue;
        if (heard.name === 'closed') isOpen = false;
        const step = nextLink(state, heard, { monotonicMs: nowMs, chance });
        for (const effect of step.effects) {
          if (effect.name === 'open') expect(isOpen).toBe(false);
          if (effect.name === 'close') expect(isOpen).toBe(true);
          isOpen = effect.name === 'open' || (isOpen && effect.name !== 'close');
        }
        state = step.state;
        const idle = ['stopped', 'refused', 'revoked'].includes(state.name);
        expect(deadlineOf(state) === null).toBe(idle);
        expect(isOpen).toBe(!idle && state.name !== 'waiting');
        if (state.name === 'waiting') expect(state.retryAtMs - nowMs).toBeLessThanOrEqual(40_000);
      }
    }),
  );
});
