/** The outbox's machine, cell by cell, and what holds after any walk through it (electron/device/outbox/STATES.md). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextOutbox } from '../../../../electron/device/outbox/outbox-next.ts';
import {
  isOnItsWay,
  type OutboxSignal,
  type OutboxState,
} from '../../../../electron/device/outbox/outbox-state.ts';

const NOW = 10_000;

const STATES: { readonly [Name in OutboxState['name']]: Extract<OutboxState, { name: Name }> } = {
  undoable: { name: 'undoable', untilMs: NOW },
  waiting: { name: 'waiting' },
  unsure: { name: 'unsure', attempts: 1, notBeforeMs: NOW },
  sending: { name: 'sending', attempts: 1 },
  'taking-back': { name: 'taking-back', attempts: 0, notBeforeMs: NOW },
  'asking-back': { name: 'asking-back', attempts: 1 },
  sent: { name: 'sent' },
  cancelled: { name: 'cancelled' },
  refused: { name: 'refused', problem: 'tooLarge' },
};

const SIGNALS: { readonly [Type in OutboxSignal['type']]: Extract<OutboxSignal, { type: Type }> } = {
  'may-go': { type: 'may-go' },
  cancel: { type: 'cancel' },
  accepted: { type: 'accepted' },
  'too-late': { type: 'too-late' },
  'taken-back': { type: 'taken-back' },
  unheard: { type: 'unheard', retryInMs: 500 },
  refused: { type: 'refused', problem: 'tooLarge' },
  restarted: { type: 'restarted' },
};

type Cell = OutboxState['name'] | `${OutboxState['name']}, ${'submit' | 'take-back'}` | '·';
type Row = Record<OutboxSignal['type'], Cell>;
const SAME: Row = {
  ...{ 'may-go': '·', cancel: '·', accepted: '·', 'too-late': '·', 'taken-back': '·' },
  ...{ unheard: '·', refused: '·', restarted: '·' },
};

/** Does not compile with a cell missing. */
const TABLE: Record<OutboxState['name'], Row> = {
  undoable: { ...SAME, 'may-go': 'sending, submit', cancel: 'cancelled' },
  waiting: { ...SAME, 'may-go': 'sending, submit', cancel: 'cancelled' },
  unsure: { ...SAME, 'may-go': 'sending, submit', cancel: 'taking-back' },
  sending: {
    ...{ 'may-go': '·', cancel: 'taking-back', accepted: 'sent', 'too-late': 'sent' },
    ...{ 'taken-back': 'cancelled', unheard: 'unsure', refused: 'refused', restarted: 'unsure' },
  },
  'taking-back': {
    ...SAME,
    ...{
      'may-go': 'asking-back, take-back',
      'too-late': 'sent',
      'taken-back': 'cancelled',
      refused: 'cancelled',
    },
  },
  'asking-back': {
    ...{ 'may-go': '·', cancel: '·', accepted: '·', 'too-late': 'sent', 'taken-back': 'cancelled' },
    ...{ unheard: 'taking-back', refused: 'cancelled', restarted: 'taking-back' },
  },
  sent: SAME,
  cancelled: SAME,
  refused: { ...SAME, cancel: 'cancelled' },
};

describe.each(Object.keys(TABLE) as OutboxState['name'][])('%s', (name) => {
  test.each(Object.keys(SIGNALS) as OutboxSignal['type'][])('on %s', (type) => {
    const before = STATES[name];
    const { state, effect } = nextOutbox(before, SIGNALS[type], NOW);
    const cell = TABLE[name][type];
    if (cell === '·') expect({ state, effect }).toEqual({ state: before, effect: null });
    else expect(effect === null ? state.name : `${state.name}, ${effect}`).toBe(cell);
    if (cell === '·') expect(state).toBe(before);
  });
});

test('rule 2: nothing goes before its time', () => {
  for (const state of [STATES.undoable, STATES.unsure, STATES['taking-back']]) {
    expect(nextOutbox(state, { type: 'may-go' }, NOW - 1)).toEqual({ state, effect: null });
  }
});

test('rule 6: an accepted message that is being taken back is asked for at once', () => {
  const waiting = { name: 'taking-back', attempts: 3, notBeforeMs: NOW + 60_000 } as const;
  expect(nextOutbox(waiting, { type: 'accepted' }, NOW).state).toEqual({ ...waiting, notBeforeMs: NOW });
});

test('rules 3 and 6 on any walk: what ended stays so, and what was offered is cancelled only by an answer', () => {
  const signals = fc.array(fc.constantFrom(...Object.values(SIGNALS)), { maxLength: 40 });
  fc.assert(
    fc.property(signals, (walk) => {
      let state: OutboxState = { name: 'undoable', untilMs: 0 };
      let offered = false;
      for (const signal of walk) {
        const before: OutboxState = state;
        const step = nextOutbox(before, signal, NOW);
        state = step.state;
        offered ||= step.effect === 'submit';
        if (!isOnItsWay(before) && before.name !== 'refused') expect(state).toBe(before);
        if (state.name === 'cancelled' && offered && before.name !== 'cancelled' && before.name !== 'refused')
          expect(['taken-back', 'refused']).toContain(signal.type);
      }
    }),
  );
});
