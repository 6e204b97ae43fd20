/** The clocks of the service's computer: the wall clock can be wrong while the others are right, and what one life of the service kept of its time the next one finds. */
import { createServiceClock, type SteerableClock } from '../../service/clock/service-clock.ts';
import type { KeptTime } from '../../service/clock/trusted-time.ts';
import { MINUTE_MS } from '../../shared/domain/instant.ts';
import type { Timeline } from './timeline.ts';

export interface ServiceComputer {
  /** Of one life of the process: with it all its timers are gone. */
  readonly openClock: () => SteerableClock & { readonly stop: () => void };
  /** How far the wall clock is ahead of the truth; negative: behind. */
  readonly setWallError: (errorMs: number) => void;
}

export function createServiceComputer(timeline: Timeline, failed: (error: unknown) => void): ServiceComputer {
  const bootedMs = timeline.nowMs();
  let wallErrorMs = 0;
  let kept: KeptTime | null = null;
  return {
    setWallError(errorMs) {
      wallErrorMs = errorMs;
    },
    openClock() {
      const startMs = timeline.nowMs();
      let isAlive = true;
      const clock = createServiceClock({
        world: {
          wallMs: () => timeline.nowMs() + wallErrorMs,
          monotonicMs: () => timeline.nowMs() - startMs,
          uptimeMs: () => timeline.nowMs() - bootedMs,
          bootId: () => 'the only start',
          schedule: (delayMs, run) => timeline.after(delayMs, () => isAlive && run()),
        },
        kept,
        keep: async (time) => {
          kept = time;
        },
        failed,
      });
      keepNowAndThen(clock);
      return {
        ...clock,
        stop() {
          isAlive = false;
        },
      };
    },
  };

  /** Each reading compares the clocks: so many timers as in the product would only make days long. */
  function keepNowAndThen(clock: SteerableClock): void {
    void clock.run()();
    clock.schedule(MINUTE_MS, () => {
      keepNowAndThen(clock);
    });
  }
}
