/** Rolls the window on at a steady pace, and at once when asked (the lab moved the clock). */
import { MINUTE_MS } from '../../shared/domain/instant.ts';
import type { Stop } from '../../shared/lib/emitter.ts';

/** Queries leave out what is too old by themselves; this only has to keep up. */
export const ROLL_OFF_EVERY_MS = MINUTE_MS;

/** Between two chunks others get their turn. */
const BETWEEN_CHUNKS_MS = 20;

export interface RollOffPorts {
  readonly schedule: (delayMs: number, run: () => void) => Stop;
  /** One chunk; true when there may be more. */
  readonly rollChunk: () => Promise<boolean>;
  readonly failed: (error: unknown) => void;
}

export interface RollOffSchedule {
  /** Everything that is too old now; resolves when it is gone. */
  readonly rollNow: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export function startRollOff(ports: RollOffPorts): RollOffSchedule {
  let stopped = false;
  let stopTimer: Stop = () => undefined;
  let running: Promise<void> = Promise.resolve();
  const chunk = (): Promise<boolean> => {
    const next = running.then(() => (stopped ? false : ports.rollChunk()));
    running = next.then(
      () => undefined,
      () => undefined,
    );
    return next;
  };
  const tick = (): void => {
    void chunk()
      .catch((error: unknown) => {
        ports.failed(error);
        return false;
      })
      .then((more) => {
        if (!stopped) stopTimer = ports.schedule(more ? BETWEEN_CHUNKS_MS : ROLL_OFF_EVERY_MS, tick);
      });
  };
  tick();
  return {
    rollNow: async () => {
      while (await chunk());
    },
    stop: async () => {
      stopped = true;
      stopTimer();
      await running;
    },
  };
}
