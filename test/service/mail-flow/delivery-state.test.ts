/** Every state and every signal of a delivery (service/mail-flow/STATES.md), and its invariants along random ways. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  nextDelivery,
  SIGNALS,
  statesFor,
  type Delivery,
  type Signal,
} from '../../../service/mail-flow/delivery-state.ts';
import { routeDelayMs, retryDelayMs } from '../../../service/mail-flow/retry-policy.ts';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../shared/domain/instant.ts';
import { FINAL_STATES, type DeliveryStateName } from '../../../shared/http/mail-flow.ts';

const NOW_MS = Date.parse('2026-11-23T09:00:00.000Z');
const MOMENT = { nowMs: NOW_MS, chance: 0.5 };

function delivery(state: DeliveryStateName, more: Partial<Delivery> = {}): Delivery {
  const counts = { attempts: 0, unanswered: 0, nextAttemptMs: NOW_MS, giveUpMs: NOW_MS + 5 * DAY_MS };
  return { state, inLane: true, exempt: false, ...counts, ...more };
}

const SAME = '·';

/** As STATES.md has it; over is over. */
const TABLE: Readonly<Record<Signal, readonly string[]>> = {
  hold: ['held', SAME, SAME, 'held'],
  release: [SAME, 'queued', SAME, SAME],
  'release-anyway': [SAME, 'queued', SAME, SAME],
  claim: ['delivering', SAME, SAME, 'delivering'],
  accepted: [SAME, SAME, 'delivered', SAME],
  'put-off': [SAME, SAME, 'deferred', SAME],
  refused: [SAME, SAME, 'bounced', SAME],
  broken: [SAME, SAME, 'deferred', SAME],
  unanswered: [SAME, SAME, 'deferred', SAME],
  unreachable: [SAME, SAME, 'queued', SAME],
  retry: ['queued', SAME, SAME, 'queued'],
  bounce: ['bounced', 'bounced', SAME, 'bounced'],
  cancel: ['cancelled', 'cancelled', SAME, 'cancelled'],
  restart: [SAME, SAME, 'queued', SAME],
};
const OPEN = ['queued', 'held', 'delivering', 'deferred'] as const;

describe('the table', () => {
  test.each(SIGNALS)('%s', (signal) => {
    const outcome = (state: DeliveryStateName): string => {
      const before = delivery(state);
      const after = nextDelivery(before, signal, MOMENT);
      return after === before ? SAME : after.state;
    };
    expect(OPEN.map(outcome)).toEqual(TABLE[signal]);
    expect(FINAL_STATES.map(outcome)).toEqual([SAME, SAME, SAME]);
    expect(statesFor(signal)).toEqual(OPEN.filter((_, index) => TABLE[signal][index] !== SAME));
  });
});

describe('attempts', () => {
  test('A3: the last attempt is the one after five days; time alone gives nothing up', () => {
    const old = delivery('delivering', { giveUpMs: NOW_MS });
    for (const signal of ['put-off', 'broken', 'unanswered', 'unreachable'] as const)
      expect(nextDelivery(old, signal, MOMENT).state).toBe('bounced');
    expect(nextDelivery({ ...old, state: 'deferred' }, 'claim', MOMENT).state).toBe('delivering');
  });

  test('A3: delays grow to four hours, each a fifth either way', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 50].map((attempts) => retryDelayMs(attempts, 0.5) / MINUTE_MS);
    expect(delays).toEqual([1, 5, 15, 30, 60, 120, 240, 240, 240]);
    expect([retryDelayMs(1, 0), retryDelayMs(1, 1)]).toEqual([48 * SECOND_MS, 72 * SECOND_MS]);
  });

  test('A4, A6: what may have arrived is counted; A5: a server that is away is no attempt', () => {
    const before = delivery('delivering', { attempts: 1 });
    expect(nextDelivery(before, 'unanswered', MOMENT)).toMatchObject({ attempts: 2, unanswered: 1 });
    expect(nextDelivery(before, 'restart', MOMENT)).toMatchObject({ attempts: 1, unanswered: 1 });
    expect(nextDelivery(before, 'unreachable', MOMENT)).toMatchObject({ state: 'deferred', attempts: 1 });
    expect(nextDelivery(before, 'broken', MOMENT)).toMatchObject({ attempts: 2, unanswered: 0 });
  });

  test('A5: the route waits 5 s, twice as long each time, five minutes at most', () => {
    expect([1, 2, 3, 7, 20].map((failures) => routeDelayMs(failures, 1) / SECOND_MS)).toEqual([
      5, 10, 20, 300, 300,
    ]);
    expect(routeDelayMs(1, 0)).toBe(2500);
  });
});

describe('order and holding', () => {
  test('O2: it leaves its lane when it is put off, or with the third connection that breaks', () => {
    const stays = (attempts: number, signal: 'put-off' | 'broken'): boolean =>
      nextDelivery(delivery('delivering', { attempts }), signal, MOMENT).inLane;
    expect(stays(0, 'put-off')).toBe(false);
    expect([0, 1, 2].map((attempts) => stays(attempts, 'broken'))).toEqual([true, true, false]);
  });

  test('H4: the five days count from the release; H6: let go in spite of the event, it is alone and exempt', () => {
    const held = delivery('held', { giveUpMs: NOW_MS - DAY_MS });
    const after = { state: 'queued', nextAttemptMs: NOW_MS, giveUpMs: NOW_MS + 5 * DAY_MS };
    expect(nextDelivery(held, 'release', MOMENT)).toMatchObject({ ...after, inLane: true, exempt: false });
    expect(nextDelivery(held, 'release-anyway', MOMENT)).toMatchObject({
      ...after,
      inLane: false,
      exempt: true,
    });
  });
});

test('along any way: over stays over, counts never shrink, and nothing is lost without being told', () => {
  const way = fc.array(
    fc.tuple(fc.constantFrom(...SIGNALS), fc.nat(DAY_MS), fc.double({ min: 0, max: 0.99, noNaN: true })),
  );
  fc.assert(
    fc.property(way, (signals) => {
      let [current, nowMs] = [delivery('queued'), NOW_MS];
      for (const [signal, laterMs, chance] of signals) {
        nowMs += laterMs;
        const next = nextDelivery(current, signal, { nowMs, chance });
        const wasOver = FINAL_STATES.some((state) => state === current.state);
        expect(wasOver && next !== current).toBe(false);
        expect(next.attempts).toBeGreaterThanOrEqual(current.attempts);
        expect(next.unanswered).toBeGreaterThanOrEqual(current.unanswered);
        if (next.state === 'cancelled' && current.state !== 'cancelled') expect(signal).toBe('cancel');
        if (next.state === 'delivered' && current.state !== 'delivered') expect(signal).toBe('accepted');
        current = next;
      }
    }),
  );
});
