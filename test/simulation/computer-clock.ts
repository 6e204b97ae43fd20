/** The two clocks of one simulated computer: the wall may be set, the monotonic may drift, and stop in sleep (G4, G5). */
import type { Clock } from '../../electron/device/ports.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import type { Timeline } from './timeline.ts';

export interface ComputerClock extends Clock {
  /** Sets the wall clock; the monotonic goes on. */
  readonly jumpWall: (byMs: number) => void;
  /** Sets the wall clock right. */
  readonly correctWall: () => void;
  /** How far the wall clock is from true time. */
  readonly wallErrorMs: () => number;
  /** Timers wait; the monotonic clock stops, or does not (Linux and Windows differ). */
  readonly sleep: (monotonicStops: boolean) => void;
  readonly wake: () => void;
  /** A timer fires only while the life that asked for it goes on. */
  readonly forLife: (isAlive: () => boolean) => Clock;
}

interface Timer {
  readonly dueMs: number;
  readonly run: () => void;
  cancel: Stop;
}

type Power =
  { readonly name: 'awake' } | { readonly name: 'asleep'; readonly sinceMs: number; readonly stops: boolean };

/** `drift`: 0.00005 gains 50 microseconds a second. */
export function createComputerClock(timeline: Timeline, drift: number): ComputerClock {
  const timers = new Set<Timer>();
  const startMs = timeline.nowMs();
  let power: Power = { name: 'awake' };
  let sleptMs = 0;
  let wallErrorMs = 0;
  const rate = 1 + drift;

  const monotonicMs = (): number => {
    const untilMs = power.name === 'asleep' && power.stops ? power.sinceMs : timeline.nowMs();
    return (untilMs - startMs - sleptMs) * rate;
  };
  const arm = (timer: Timer): void => {
    // Whole milliseconds, and never early, as the real ones are.
    const delayMs = Math.ceil(Math.max(0, timer.dueMs - monotonicMs()) / rate);
    timer.cancel = timeline.after(delayMs, () => {
      timers.delete(timer);
      timer.run();
    });
  };
  const schedule: Clock['schedule'] = (delayMs, run) => {
    const timer: Timer = { dueMs: monotonicMs() + delayMs, run, cancel: () => undefined };
    timers.add(timer);
    if (power.name === 'awake') arm(timer);
    return () => {
      timers.delete(timer);
      timer.cancel();
    };
  };
  const wallMs = (): number => timeline.nowMs() + wallErrorMs;
  return {
    wallMs,
    monotonicMs,
    schedule,
    jumpWall(byMs) {
      wallErrorMs += byMs;
    },
    correctWall() {
      wallErrorMs = 0;
    },
    wallErrorMs: () => wallErrorMs,
    sleep(stops) {
      power = { name: 'asleep', sinceMs: timeline.nowMs(), stops };
      for (const timer of timers) timer.cancel();
    },
    wake() {
      if (power.name === 'asleep' && power.stops) sleptMs += timeline.nowMs() - power.sinceMs;
      power = { name: 'awake' };
      for (const timer of [...timers].sort((a, b) => a.dueMs - b.dueMs)) arm(timer);
    },
    forLife: (isAlive) => ({
      wallMs,
      monotonicMs,
      schedule: (delayMs, run) => schedule(delayMs, () => isAlive() && run()),
    }),
  };
}
