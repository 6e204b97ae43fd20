/** Keeps service time on this computer's clocks, and the time of the last contact; kept on disk every two minutes (T8). */
import { z } from 'zod';
import { MINUTE_MS, toMs } from '../../../shared/domain/instant.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Journal } from '../journal.ts';
import type { Clock } from '../ports.ts';
import { ONLY } from '../record-changes.ts';
import {
  afterClockChange,
  afterTick,
  afterWake,
  assumedTime,
  isDoubtful,
  serviceNowMs,
  withSample,
} from './service-time.ts';
import type { Reading, ServiceTime } from './service-time.ts';
import type { Contact } from './staleness.ts';

/** "At least every few minutes": what a restart without network can be behind by, at most. */
export const KEEP_EVERY_MS = 2 * MINUTE_MS;

export const clockRecordSchema = z.object({
  /** The last known service time, milliseconds UTC. */
  serviceMs: z.number(),
  lastContactMs: z.number().nullable(),
});
export type ClockRecord = z.infer<typeof clockRecordSchema>;

export interface ServiceClock {
  /** Service time, milliseconds UTC. */
  readonly nowMs: () => number;
  /** Service time at a moment of the monotonic clock. */
  readonly atMonotonicMs: (monotonicMs: number) => number;
  /** Service time minus wall clock; null while no service time is known. */
  readonly offsetMs: () => number | null;
  readonly contact: () => Contact;
  /** The service wrote `serverTime` within the last `withinMs`. */
  readonly heardTime: (serverTime: Instant, withinMs: number) => void;
  /** The service's clock was moved, and is now at `serverTime`. */
  readonly clockMoved: (serverTime: Instant) => void;
  /** Anything was heard. */
  readonly heard: () => void;
  /** Compares the clocks, and keeps the time when it is due. */
  readonly tick: () => void;
  readonly wake: () => void;
  /** Compares the clocks; true for at most two seconds after a jump that may have been sleep (T9). */
  readonly isDoubtful: () => boolean;
  readonly keep: () => void;
}

/** On its way since it was written: unknown, but not longer than this without being noticed as slow. */
const PUSHED_WITHIN_MS = 500;

export function createServiceClock(clock: Clock, journal: Journal, stored: ClockRecord | null): ServiceClock {
  const read = (): Reading => ({ wallMs: clock.wallMs(), monotonicMs: clock.monotonicMs() });
  let time: ServiceTime = assumedTime(stored?.serviceMs ?? null, read());
  let lastContactMs: number | null = stored?.lastContactMs ?? null;
  let wokeAtMs: number | null = null;
  let keptAtMs = clock.monotonicMs();
  const nowMs = (): number => serviceNowMs(time, read());

  function keep(): void {
    keptAtMs = clock.monotonicMs();
    if (time.kind !== 'known') return;
    const value: ClockRecord = { serviceMs: nowMs(), lastContactMs };
    journal.put([{ kind: 'clock', id: ONLY, value }]);
  }

  /** The middle of the interval in which the service wrote it. */
  const sampleOf = (serverTime: Instant, withinMs: number, now: Reading) => ({
    serviceMs: toMs(serverTime) + withinMs / 2,
    at: now,
    uncertaintyMs: withinMs / 2,
  });

  return {
    nowMs,
    atMonotonicMs: (monotonicMs) => nowMs() + (monotonicMs - clock.monotonicMs()),
    offsetMs: () => (time.kind === 'known' ? nowMs() - clock.wallMs() : null),
    contact: () => ({ lastContactMs, wokeAtMs }),
    heardTime(serverTime, withinMs) {
      const now = read();
      const wasKnown = time.kind === 'known';
      time = withSample(time, sampleOf(serverTime, withinMs, now), now);
      if (!wasKnown) keep();
    },
    clockMoved(serverTime) {
      const now = read();
      time = afterClockChange(sampleOf(serverTime, PUSHED_WITHIN_MS, now), now);
      // Contacts before the move were at times of another reckoning.
      lastContactMs = nowMs();
      keep();
    },
    heard() {
      lastContactMs = nowMs();
    },
    tick() {
      time = afterTick(time, read());
      if (clock.monotonicMs() - keptAtMs >= KEEP_EVERY_MS) keep();
    },
    wake() {
      time = afterWake(time, read());
      wokeAtMs = nowMs();
    },
    isDoubtful() {
      time = afterTick(time, read());
      return isDoubtful(time, read());
    },
    keep,
  };
}
