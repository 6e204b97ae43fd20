/** While many send at once, accepting comes first: whoever has other work with their mail waits here, and not for long. */
import type { Stop } from '../../shared/lib/emitter.ts';
import { RUSH_CALM_MS } from './limits.ts';

export interface Rush {
  /** One more is sending, or one less. */
  readonly look: () => void;
  /** Resolves when there is none, or `RUSH_CALM_MS` after the last one, or when patience ends. */
  readonly isOver: (patienceMs: number) => Promise<void>;
}

export function createRush(isOn: () => boolean, schedule: (delayMs: number, run: () => void) => Stop): Rush {
  const waiting = new Set<() => void>();
  let isRush = false;
  // Between two messages nobody sends: that is not the end of it yet.
  let stopCalm: Stop | null = null;
  const over = (): void => {
    isRush = false;
    stopCalm = null;
    for (const go of [...waiting]) go();
  };
  return {
    look() {
      if (isOn()) {
        isRush = true;
        stopCalm?.();
        stopCalm = null;
      } else if (isRush) stopCalm ??= schedule(RUSH_CALM_MS, over);
    },
    isOver(patienceMs) {
      if (!isRush || patienceMs <= 0) return Promise.resolve();
      return new Promise((resolve) => {
        const go = (): void => {
          waiting.delete(go);
          stop();
          resolve();
        };
        const stop = schedule(patienceMs, go);
        waiting.add(go);
      });
    },
  };
}
