/** Service time for the whole process: the trusted time, plus an offset that only a lab moves and that no restart keeps (interfaces 2). */
import { MINUTE_MS, SECOND_MS } from '../../shared/domain/instant.ts';
import { createEmitter, type Emitter, type Stop } from '../../shared/lib/emitter.ts';
import {
  isSurprising,
  next,
  ownTimeMs,
  serviceTimeMs,
  settledTimeMs,
  startedTime,
  timeToKeep,
  type ClockSignal,
  type KeptTime,
  type Reading,
  type TrustedTime,
} from './trusted-time.ts';
import type { WorldClock } from './world-clock.ts';

/** What is believed, as it has just become. */
export interface ClockTurn {
  readonly kind: TrustedTime['kind'];
  /** How far service time has moved by it. */
  readonly movedMs: number;
}

/** All times without what a lab adds. */
interface ClockTrust {
  readonly kind: TrustedTime['kind'];
  readonly nowMs: number;
  readonly wallMs: number;
  /** What it would be without the wall clock. */
  readonly ownMs: number;
}

export interface SteerableClock {
  readonly nowMs: () => number;
  /**
   * The time by which things may be destroyed for their age: service time, but it stands still while it is not certain
   * how late it is (STATES.md).
   */
  readonly settledMs: () => number;
  /** Service time without what a lab adds: time travel signs nobody out. */
  readonly untravelledMs: () => number;
  readonly monotonicMs: () => number;
  readonly schedule: WorldClock['schedule'];
  readonly offsetMs: () => number;
  readonly setOffsetMs: (offsetMs: number) => void;
  readonly trust: () => ClockTrust;
  /** An administrator's word, where there is a doubt: the wall clock is right, or the service's own time is. */
  readonly decide: (choice: Exclude<ClockSignal, 'look'>) => void;
  readonly turned: Pick<Emitter<ClockTurn>, 'subscribe'>;
  /** Compares the clocks and keeps the time, now and again and again, until stopped; a stop keeps it once more. */
  readonly run: () => () => Promise<void>;
}

interface ClockNeeds {
  readonly world: WorldClock;
  /** Of a former run; null: there was none. */
  readonly kept: KeptTime | null;
  readonly keep: (time: KeptTime) => Promise<void>;
  readonly failed: (error: unknown) => void;
}

/** So that slow corrections are followed, and a doubt is noticed that nobody's reading has met. */
const LOOK_EVERY_MS = 5 * SECOND_MS;
/** What a restart on another computer can be behind by, and one small write. */
const KEEP_EVERY_MS = MINUTE_MS;
/** Uptime is read in whole seconds on some platforms; less is no sleep. */
const SLEEP_MS = 2 * SECOND_MS;

export function createServiceClock({ world, kept, keep, failed }: ClockNeeds): SteerableClock {
  const turned = createEmitter<ClockTurn>();
  const bootId = world.bootId();
  let offsetMs = 0;
  let keptAtMs = Number.NEGATIVE_INFINITY;
  let bootedMs = world.uptimeMs() - world.monotonicMs();
  const read = (): Reading => ({
    wallMs: world.wallMs(),
    elapsedMs: Math.round(bootedMs + world.monotonicMs()),
  });
  let time = startedTime(kept, bootId, read());

  function step(signal: ClockSignal, now: Reading): void {
    const before = time;
    time = next(before, signal, now);
    const movedMs = serviceTimeMs(time, now) - serviceTimeMs(before, now);
    if (time.kind === before.kind && movedMs === 0) return;
    keptAtMs = Number.NEGATIVE_INFINITY;
    const turn: ClockTurn = { kind: time.kind, movedMs };
    // Whoever asks what time it is must not find that others were told of it in between.
    queueMicrotask(() => {
      turned.emit(turn);
    });
  }

  /** The computer may have slept, and the monotonic clock with it. */
  function wake(): Reading {
    const sinceBootMs = world.uptimeMs() - world.monotonicMs();
    if (Math.abs(sinceBootMs - bootedMs) > SLEEP_MS) bootedMs = sinceBootMs;
    return read();
  }

  function current(): Reading {
    const now = read();
    if (!isSurprising(time, now)) return now;
    const awake = wake();
    step('look', awake);
    return awake;
  }

  async function keepTime(): Promise<void> {
    const now = current();
    const known = timeToKeep(time, now);
    if (known !== null) await keep({ ...known, bootId }).catch(failed);
  }

  // Read first: a reading may change what is believed.
  const by = (clock: (state: TrustedTime, now: Reading) => number): number => {
    const now = current();
    return clock(time, now);
  };
  return {
    untravelledMs: () => by(serviceTimeMs),
    nowMs: () => by(serviceTimeMs) + offsetMs,
    settledMs: () => by(settledTimeMs) + offsetMs,
    monotonicMs: world.monotonicMs,
    schedule: world.schedule,
    offsetMs: () => offsetMs,
    setOffsetMs(wanted) {
      offsetMs = wanted;
    },
    trust() {
      const now = current();
      const { kind } = time;
      return { kind, nowMs: serviceTimeMs(time, now), wallMs: now.wallMs, ownMs: ownTimeMs(time, now) };
    },
    decide: (choice) => {
      step(choice, current());
    },
    turned,
    run() {
      let stopTimer: Stop = () => undefined;
      let keeping: Promise<void> = Promise.resolve();
      const look = (): void => {
        stopTimer = world.schedule(LOOK_EVERY_MS, look);
        step('look', current());
        if (world.monotonicMs() - keptAtMs < KEEP_EVERY_MS) return;
        keptAtMs = world.monotonicMs();
        keeping = keeping.then(keepTime);
      };
      look();
      return async () => {
        stopTimer();
        await keeping.then(keepTime);
      };
    },
  };
}
