/** The rules of STATES.md, and their invariants over any walk. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isRunning,
  next,
  type SyncSignal,
  type SyncState,
} from '../../../../electron/device/mailbox/sync-next.ts';

const failed = (retryAfterMs: number | null = null): SyncSignal => ({
  type: 'failed',
  retryAfterMs,
  chance: 0.5,
});
const walk = (...steps: readonly (readonly [SyncSignal['type'] | SyncSignal, number])[]): SyncState =>
  steps.reduce<SyncState>(
    (state, [signal, nowMs]) => next(state, typeof signal === 'string' ? toSignal(signal) : signal, nowMs),
    { name: 'stopped' },
  );

function toSignal(type: SyncSignal['type']): SyncSignal {
  return type === 'failed' ? failed() : { type };
}

describe('sync-next', () => {
  test('sync 1: hints during a run lead to one more run', () => {
    expect(walk(['start', 0], ['hint', 1], ['hint', 2], ['succeeded', 10])).toEqual({
      name: 'resting',
      dueAtMs: 110,
    });
  });

  test('sync 2: a hint while resting runs within 100 ms and never puts off', () => {
    expect(walk(['start', 0], ['succeeded', 0], ['hint', 50])).toEqual({ name: 'resting', dueAtMs: 150 });
    expect(walk(['start', 0], ['succeeded', 0], ['hint', 50], ['hint', 120])).toEqual({
      name: 'resting',
      dueAtMs: 150,
    });
  });

  test('sync 3: without a hint, five minutes', () => {
    expect(walk(['start', 0], ['succeeded', 1000])).toEqual({ name: 'resting', dueAtMs: 301_000 });
  });

  test("sync 4: backs off to 60 s, and the service's wish wins over hints", () => {
    let state = walk(['start', 0]);
    const delays: number[] = [];
    for (let attempt = 0; attempt < 9; attempt += 1) {
      state = next(state, { type: 'failed', retryAfterMs: null, chance: 0.999999 }, 0);
      delays.push('dueAtMs' in state ? state.dueAtMs : -1);
      state = next(state, { type: 'due' }, 0);
    }
    expect(delays.map((delay) => Math.round(delay / 1000))).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(walk(['start', 0], [failed(5000), 0], ['hint', 10])).toMatchObject({ dueAtMs: 5000 });
    expect(walk(['start', 0], [failed(), 0], ['hint', 10])).toMatchObject({ dueAtMs: 110 });
  });

  test('sync 5: a success resets the count', () => {
    const state = walk(['start', 0], [failed(), 0], ['due', 0], ['succeeded', 0], ['due', 0], [failed(), 0]);
    expect(state).toMatchObject({ name: 'retrying', attempt: 1 });
  });

  test('sync 6: stopped ends a run first, and a start meanwhile begins another after it', () => {
    expect(walk(['start', 0], ['stop', 1])).toEqual({ name: 'stopping' });
    expect(walk(['start', 0], ['stop', 1], ['start', 2], ['succeeded', 3])).toEqual({
      name: 'running',
      attempt: 0,
    });
    expect(walk(['start', 0], ['stop', 1], ['start', 2], ['stop', 3], [failed(), 4])).toEqual({
      name: 'stopped',
    });
  });

  test('over any walk: a run ends only by its end, waiting always ends, and a no-op is the same reference', () => {
    const signals = fc.oneof(
      fc.constantFrom<SyncSignal>(
        { type: 'start' },
        { type: 'stop' },
        { type: 'hint' },
        { type: 'due' },
        { type: 'succeeded' },
      ),
      fc.record({
        type: fc.constant('failed' as const),
        retryAfterMs: fc.option(fc.nat(10_000)),
        chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(signals, fc.nat(100_000))), (steps) => {
        let state: SyncState = { name: 'stopped' };
        let nowMs = 0;
        for (const [signal, passedMs] of steps) {
          nowMs += passedMs;
          const after = next(state, signal, nowMs);
          const ends = signal.type === 'succeeded' || signal.type === 'failed';
          if (isRunning(state) && !ends) expect(isRunning(after)).toBe(true);
          if (!isRunning(state) && isRunning(after)) expect(['start', 'due']).toContain(signal.type);
          if ('dueAtMs' in after && after !== state)
            expect(after.dueAtMs - nowMs).toBeLessThanOrEqual(300_000);
          if (JSON.stringify(after) === JSON.stringify(state) && !ends && signal.type !== 'due')
            expect(after).toBe(state);
          state = after;
        }
      }),
    );
  });
});
