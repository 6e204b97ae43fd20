/** The poll machine: every state with every signal, and its rules P1 to P5 (electron/device/connection/STATES.md). */
import { describe, expect, test } from 'vitest';
import {
  FIRST_POLL_AFTER_MS,
  isServedByPoll,
  nextPoll,
} from '../../../../electron/device/connection/poll-next.ts';
import type { PollSignal, PollState } from '../../../../electron/device/connection/poll-next.ts';
import { POLL_INTERVAL_MS } from '../../../../shared/protocol/timing.ts';

const NOW_MS = 1_000_000;
const STATES: { readonly [Name in PollState['name']]: Extract<PollState, { name: Name }> } = {
  idle: { name: 'idle' },
  due: { name: 'due', atMs: NOW_MS },
  served: { name: 'served', atMs: NOW_MS + 1 },
  asking: { name: 'asking', after: 'served' },
};
const SIGNALS: { readonly [Name in PollSignal['name']]: Extract<PollSignal, { name: Name }> } = {
  needed: { name: 'needed' },
  'not-needed': { name: 'not-needed' },
  'retry-now': { name: 'retry-now' },
  timer: { name: 'timer' },
  answered: { name: 'answered' },
  failed: { name: 'failed', retryAfterMs: null },
};
type Expected = { readonly [S in PollState['name']]: { readonly [G in PollSignal['name']]: string } };

const same = {
  needed: '=',
  'not-needed': 'idle',
  'retry-now': '=',
  timer: '=',
  answered: '=',
  failed: '=',
} as const;
const EXPECTED: Expected = {
  idle: { ...same, needed: 'due', 'not-needed': '=' },
  due: { ...same, 'retry-now': 'asking ask', timer: 'asking ask' },
  served: { ...same, 'retry-now': 'asking ask' },
  asking: { ...same, answered: 'served', failed: 'due' },
};

const stateNames = Object.keys(STATES) as PollState['name'][];
const signalNames = Object.keys(SIGNALS) as PollSignal['name'][];

test.each(stateNames.flatMap((state) => signalNames.map((signal) => [state, signal] as const)))(
  '%s hears %s',
  (state, signal) => {
    const step = nextPoll(STATES[state], SIGNALS[signal], NOW_MS);
    const words = [step.state.name, ...(step.ask ? ['ask'] : [])].join(' ');
    expect(step.state === STATES[state] && !step.ask ? '=' : words).toBe(EXPECTED[state][signal]);
  },
);

describe('when', () => {
  test('P1: first 10 s after the channel was lost, then every 3 minutes, answered or not', () => {
    const { state } = nextPoll(STATES.idle, SIGNALS.needed, NOW_MS);
    expect(state).toEqual({ name: 'due', atMs: NOW_MS + FIRST_POLL_AFTER_MS });
    for (const signal of [SIGNALS.answered, SIGNALS.failed]) {
      expect(nextPoll(STATES.asking, signal, NOW_MS).state).toMatchObject({
        atMs: NOW_MS + POLL_INTERVAL_MS,
      });
    }
  });

  test('P3: Retry-After is waited when it is longer', () => {
    const failed = { name: 'failed', retryAfterMs: 600_000 } as const;
    expect(nextPoll(STATES.asking, failed, NOW_MS).state).toMatchObject({ atMs: NOW_MS + 600_000 });
  });

  test('P5: served until a poll fails', () => {
    expect(isServedByPoll(STATES.asking)).toBe(true);
    expect(isServedByPoll(nextPoll(STATES.asking, SIGNALS.failed, NOW_MS).state)).toBe(false);
  });
});
