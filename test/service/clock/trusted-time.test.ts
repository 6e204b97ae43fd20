/** Which clock is believed: the table, the start, and a seeded walk (service/clock/STATES.md). */
import { describe, expect, test } from 'vitest';
import {
  LONGEST_ABSENCE_MS,
  next,
  RESTART_MS,
  serviceTimeMs,
  settledTimeMs,
  startedTime,
  timeToKeep,
  TOLERANCE_MS,
  type Reading,
  type TrustedTime,
} from '../../../service/clock/trusted-time.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../shared/domain/instant.ts';
import { createRandom } from '../../simulation/random.ts';

const START_MS = Date.parse('2026-11-23T09:00:00.000Z');
const YEAR_MS = 365 * DAY_MS;

/** After so much time, with the wall clock wrong by so much. */
const at = (passedMs: number, wrongMs = 0): Reading => ({
  wallMs: START_MS + passedMs + wrongMs,
  elapsedMs: DAY_MS + passedMs,
});
const begun = (): TrustedTime => startedTime(null, 'boot', at(0));
const look = (state: TrustedTime, now: Reading): TrustedTime => next(state, 'look', now);
const kept = { serviceMs: START_MS, elapsedMs: DAY_MS, bootId: 'boot' };
/** The computer was started anew, and has been running for a minute. */
const rebooted = (awayMs: number): Reading => ({ wallMs: START_MS + awayMs, elapsedMs: MINUTE_MS });
const restarted = (awayMs: number): TrustedTime => startedTime(kept, 'another', rebooted(awayMs));

describe('while it runs', () => {
  test('clock 1: an honest clock is followed, and the same value comes back', () => {
    const state = begun();
    expect(look(state, at(HOUR_MS))).toBe(state);
    const corrected = look(state, at(HOUR_MS, SECOND_MS));
    expect(corrected.kind).toBe('agreed');
    expect(serviceTimeMs(corrected, at(HOUR_MS, SECOND_MS))).toBe(START_MS + HOUR_MS + SECOND_MS);
  });

  test.each([6 * DAY_MS, -6 * DAY_MS, 10 * YEAR_MS, -10 * YEAR_MS, TOLERANCE_MS + 1, -TOLERANCE_MS - 1])(
    'clock 2 to 4: a jump of %i ms moves nothing, and is over when the clock is right',
    (jumpMs) => {
      const doubted = look(begun(), at(HOUR_MS, jumpMs));
      expect(doubted.kind).toBe('doubted');
      const later = at(2 * HOUR_MS, jumpMs);
      expect(look(doubted, later)).toBe(doubted);
      expect(serviceTimeMs(doubted, later)).toBe(START_MS + 2 * HOUR_MS);
      expect(settledTimeMs(doubted, later)).toBe(START_MS + HOUR_MS);
      const right = look(doubted, at(3 * HOUR_MS));
      expect(right.kind).toBe('agreed');
      expect(settledTimeMs(right, at(3 * HOUR_MS))).toBe(START_MS + 3 * HOUR_MS);
    },
  );

  test.each([
    [1.0005, 30 * DAY_MS, 'agreed'],
    [0.9995, 30 * DAY_MS, 'agreed'],
    [1.01, 4 * HOUR_MS, 'doubted'],
    [0.99, 4 * HOUR_MS, 'doubted'],
  ])('clock 1: a clock that runs at %f of the truth for %i ms is %s', (rate, forMs, kind) => {
    let state = begun();
    for (let passedMs = 0; passedMs <= forMs; passedMs += MINUTE_MS)
      state = look(state, at(passedMs, passedMs * (rate - 1)));
    expect(state.kind).toBe(kind);
  });

  test('an administrator decides: the wall clock is right', () => {
    const now = at(HOUR_MS, 6 * DAY_MS);
    const adopted = next(look(begun(), now), 'adopt', now);
    expect(adopted.kind).toBe('agreed');
    expect(settledTimeMs(adopted, now)).toBe(now.wallMs);
  });

  test('an administrator decides: the service is right, and clock 4: until the wall clock is', () => {
    const now = at(HOUR_MS, 6 * DAY_MS);
    const own = next(look(begun(), now), 'keep', now);
    expect(own.kind).toBe('own');
    expect(settledTimeMs(own, at(2 * HOUR_MS, -YEAR_MS))).toBe(START_MS + 2 * HOUR_MS);
    expect(look(own, at(2 * HOUR_MS, -YEAR_MS))).toBe(own);
    expect(look(own, at(2 * HOUR_MS)).kind).toBe('agreed');
  });

  test('without a doubt nothing is to be decided', () => {
    const state = begun();
    for (const signal of ['adopt', 'keep'] as const) expect(next(state, signal, at(MINUTE_MS))).toBe(state);
  });
});

describe('clock 6: at a start', () => {
  test.each([MINUTE_MS, 40 * DAY_MS, YEAR_MS])(
    'on the same start of the computer an absence of %i ms is measured',
    (awayMs) => {
      expect(startedTime(kept, 'boot', at(awayMs)).kind).toBe('agreed');
      const wrong = startedTime(kept, 'boot', at(awayMs, 6 * DAY_MS));
      expect(wrong.kind).toBe('doubted');
      expect(serviceTimeMs(wrong, at(awayMs, 6 * DAY_MS))).toBe(START_MS + awayMs);
    },
  );

  test('where starts of the computer have no name, clocks that run on together are enough', () => {
    expect(startedTime({ ...kept, bootId: null }, null, at(40 * DAY_MS)).kind).toBe('agreed');
    expect(startedTime(kept, 'another', at(40 * DAY_MS)).kind).toBe('unconfirmed');
  });

  test.each([
    [-10 * YEAR_MS, 'doubted'],
    [-TOLERANCE_MS - 1, 'doubted'],
    [0, 'agreed'],
    [RESTART_MS, 'agreed'],
    [RESTART_MS + 1, 'unconfirmed'],
    [LONGEST_ABSENCE_MS, 'unconfirmed'],
    [LONGEST_ABSENCE_MS + 1, 'doubted'],
    [10 * YEAR_MS, 'doubted'],
  ])('after a restart of the computer, a wall clock that is %i ms on is %s', (awayMs, kind) => {
    const state = restarted(awayMs);
    expect(state.kind).toBe(kind);
    const now = rebooted(awayMs);
    const time = kind === 'doubted' ? START_MS : now.wallMs;
    expect(serviceTimeMs(state, now)).toBe(time);
    expect(settledTimeMs(state, now)).toBe(kind === 'agreed' ? now.wallMs : START_MS);
  });

  const minuteOn = (awayMs: number): Reading => ({ wallMs: START_MS + awayMs, elapsedMs: 2 * MINUTE_MS });

  test('a clock that was wrong at the start comes right: a short absence is believed, a long one to be confirmed', () => {
    for (const wrongMs of [-10 * YEAR_MS, 10 * YEAR_MS, 6 * DAY_MS]) {
      expect(look(restarted(wrongMs), minuteOn(10 * MINUTE_MS)).kind).toBe('agreed');
      const long = look(restarted(wrongMs), minuteOn(3 * DAY_MS));
      expect(long.kind).toBe('unconfirmed');
      expect(settledTimeMs(long, minuteOn(3 * DAY_MS))).toBe(START_MS);
    }
  });

  test('what waits for confirmation survives a jump, and the way back', () => {
    const away = restarted(3 * DAY_MS);
    const jumped = look(away, minuteOn(10 * YEAR_MS));
    expect(jumped.kind).toBe('doubted');
    expect(serviceTimeMs(jumped, minuteOn(10 * YEAR_MS))).toBe(START_MS + 3 * DAY_MS + MINUTE_MS);
    const back = minuteOn(3 * DAY_MS + MINUTE_MS);
    expect(look(jumped, back)).toMatchObject({ kind: 'unconfirmed', settledMs: START_MS });
  });

  test('a long absence is confirmed, or the wall clock is wrong and the time goes on from where it stopped', () => {
    const now = minuteOn(3 * DAY_MS);
    expect(next(restarted(3 * DAY_MS), 'adopt', now).kind).toBe('agreed');
    const own = next(restarted(3 * DAY_MS), 'keep', now);
    expect(serviceTimeMs(own, now)).toBe(START_MS + MINUTE_MS);
  });
});

test('clock 7: what is kept is what is believed, and never worth less than what was', () => {
  expect(timeToKeep(begun(), at(HOUR_MS))).toEqual({
    serviceMs: START_MS + HOUR_MS,
    elapsedMs: DAY_MS + HOUR_MS,
  });
  const doubted = look(begun(), at(HOUR_MS, YEAR_MS));
  expect(timeToKeep(doubted, at(HOUR_MS, YEAR_MS))?.serviceMs).toBe(START_MS + HOUR_MS);
  expect(timeToKeep(restarted(3 * DAY_MS), rebooted(3 * DAY_MS))).toBeNull();
  expect(timeToKeep(restarted(-YEAR_MS), rebooted(-YEAR_MS))).toBeNull();
});

test('G45: over random jumps and restarts nothing is ever called older than it is by more than the tolerance', () => {
  for (let seed = 1; seed <= 100; seed += 1) walk(seed);
});

/** An hour or so a step; nobody decides anything, so what is destroyed must be old by the truth. */
function walk(seed: number): void {
  const random = createRandom(seed, 'clock');
  const jumps = [0, 0, 0, MINUTE_MS, 6 * DAY_MS, -6 * DAY_MS, 10 * YEAR_MS, -10 * YEAR_MS];
  let [passedMs, wrongMs] = [0, 0];
  let state = begun();
  for (let step = 0; step < 100; step += 1) {
    passedMs += Math.round(random.uniform() * 2 * HOUR_MS);
    wrongMs = random.pick(jumps);
    const now = at(passedMs, wrongMs);
    const memory = timeToKeep(state, at(passedMs, state.kind === 'agreed' ? 0 : wrongMs));
    const isRestart = random.chance(0.1) && memory !== null;
    state = isRestart ? startedTime({ ...memory, bootId: 'boot' }, 'boot', now) : look(state, now);
    expect(settledTimeMs(state, now) - (START_MS + passedMs), `seed ${String(seed)}`).toBeLessThanOrEqual(
      2 * TOLERANCE_MS,
    );
    expect(Math.abs(serviceTimeMs(state, now) - (START_MS + passedMs))).toBeLessThanOrEqual(2 * TOLERANCE_MS);
  }
}
