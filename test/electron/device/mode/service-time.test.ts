/** Service time by this computer's clocks: rules T1 to T7 (electron/device/mode/STATES.md; G4, G5). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  afterClockChange,
  afterTick,
  afterWake,
  assumedTime,
  serviceNowMs,
  withSample,
} from '../../../../electron/device/mode/service-time.ts';
import type { Reading, ServiceTime } from '../../../../electron/device/mode/service-time.ts';
import { DAY_MS, HOUR_MS } from '../../../../shared/domain/instant.ts';

const NOON = Date.parse('2026-11-23T12:00:00.000Z');
const reading = (monotonicMs: number, wallMs = NOON + monotonicMs): Reading => ({ wallMs, monotonicMs });
const TEN_YEARS_MS = 3653 * DAY_MS;

function known(serviceMs: number, now: Reading, uncertaintyMs = 0): ServiceTime {
  return afterClockChange({ serviceMs, at: now, uncertaintyMs }, now);
}

describe('known', () => {
  test('T1, G5: whatever the wall clock shows, within ten years both ways, service time goes on', () => {
    const walls = fc.array(fc.integer({ min: NOON - TEN_YEARS_MS, max: NOON + TEN_YEARS_MS }));
    fc.assert(
      fc.property(walls, (shown) => {
        let time = known(NOON, reading(0));
        let monotonicMs = 0;
        for (const wallMs of shown) {
          monotonicMs += 60_000;
          time = afterTick(time, reading(monotonicMs, wallMs));
          expect(serviceNowMs(time, reading(monotonicMs, wallMs))).toBe(NOON + monotonicMs);
        }
      }),
    );
  });

  test('T3: a better sample replaces a worse one, a worse one does not replace a better', () => {
    const rough = known(NOON, reading(0), 400);
    const fine = withSample(rough, { serviceMs: NOON + 150, at: reading(0), uncertaintyMs: 5 }, reading(0));
    expect(serviceNowMs(fine, reading(0))).toBe(NOON + 150);
    const worse = { serviceMs: NOON + 100, at: reading(1000), uncertaintyMs: 2000 };
    expect(withSample(fine, worse, reading(1000))).toBe(fine);
  });

  test('T3: a sample that cannot be true together with what is known replaces it', () => {
    const fine = known(NOON, reading(0), 5);
    const moved = { serviceMs: NOON + HOUR_MS, at: reading(0), uncertaintyMs: 500 };
    expect(serviceNowMs(withSample(fine, moved, reading(0)), reading(0))).toBe(NOON + HOUR_MS);
  });

  test('T3: with drift counted in, a sample of the same quality is taken later', () => {
    const first = known(NOON, reading(0), 5);
    const again = { serviceMs: NOON + 300_020, at: reading(300_000), uncertaintyMs: 5 };
    expect(serviceNowMs(withSample(first, again, reading(300_000)), reading(300_000))).toBe(NOON + 300_020);
  });

  test('T6, G4: eight hours asleep with the monotonic clock stopped count, when a wake explains the jump', () => {
    const asleep = known(NOON, reading(0));
    const awake = reading(1000, NOON + 1000 + 8 * HOUR_MS);
    expect(serviceNowMs(afterWake(asleep, awake), awake)).toBe(NOON + 1000 + 8 * HOUR_MS);
    const tickedFirst = afterWake(afterTick(asleep, awake), reading(1500, awake.wallMs + 500));
    expect(serviceNowMs(tickedFirst, reading(1500))).toBe(NOON + 1500 + 8 * HOUR_MS);
  });

  test('T6, G4: where the monotonic clock ran on, a wake changes nothing', () => {
    const awake = reading(8 * HOUR_MS);
    expect(serviceNowMs(afterWake(known(NOON, reading(0)), awake), awake)).toBe(NOON + 8 * HOUR_MS);
  });

  test('T6: a wall clock that was set back says nothing, nor does a jump long before the wake', () => {
    const back = reading(1000, NOON - DAY_MS);
    expect(serviceNowMs(afterWake(known(NOON, reading(0)), back), back)).toBe(NOON + 1000);
    const jumped = afterTick(known(NOON, reading(0)), reading(1000, NOON + DAY_MS));
    const muchLater = reading(60_000, NOON + DAY_MS + 59_000);
    expect(serviceNowMs(afterWake(jumped, muchLater), muchLater)).toBe(NOON + 60_000);
  });
});

describe('assumed', () => {
  test('T2: the wall clock, but never below the last service time known, which moves on', () => {
    const behind = assumedTime(NOON + HOUR_MS, reading(0));
    expect(serviceNowMs(behind, reading(5000))).toBe(NOON + HOUR_MS + 5000);
    const ahead = assumedTime(NOON - HOUR_MS, reading(0));
    expect(serviceNowMs(ahead, reading(5000))).toBe(NOON + 5000);
    expect(serviceNowMs(assumedTime(null, reading(0)), reading(0))).toBe(NOON);
  });

  test('T7: a jump of the wall clock is followed, and undone, within the floor', () => {
    const start = assumedTime(NOON - DAY_MS, reading(0));
    const wrong = afterTick(start, reading(60_000, NOON + TEN_YEARS_MS));
    expect(serviceNowMs(wrong, reading(60_000))).toBe(NOON + TEN_YEARS_MS);
    const mended = afterTick(wrong, reading(120_000, NOON + 120_000));
    expect(serviceNowMs(mended, reading(120_000))).toBe(NOON + 120_000);
    const tooFar = afterTick(mended, reading(180_000, 0));
    expect(serviceNowMs(tooFar, reading(180_000))).toBe(NOON - DAY_MS + 180_000);
  });

  test('the first sample is believed, however rough', () => {
    const sample = { serviceMs: NOON - DAY_MS, at: reading(0), uncertaintyMs: 6000 };
    expect(serviceNowMs(withSample(assumedTime(null, reading(0)), sample, reading(0)), reading(0))).toBe(
      NOON - DAY_MS,
    );
  });
});
