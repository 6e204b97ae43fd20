/** While many send at once, accepting comes first: whoever has other work with their mail waits here, and not for long. */
import type { Stop } from '../../shared/lib/emitter.ts';
import { RUSH_PATIENCE_MS } from './limits.ts';

export interface Rush {
  /** One less is sending. */
  readonly look: () => void;
  /** Resolves when it is over, or after `RUSH_PATIENCE_MS`. */
  readonly isOver: () => Promise<void>;
}

export function createRush(isOn: () => boolean, schedule: (delayMs: number, run: () => void) => Stop): Rush {
  const waiting = new Set<() => void>();
  return {
    look() {
      if (!isOn()) for (const go of [...waiting]) go();
    },
    isOver() {
      if (!isOn()) return Promise.resolve();
      return new Promise((resolve) => {
        const go = (): void => {
          waiting.delete(go);
          stop();
          resolve();
        };
        const stop = schedule(RUSH_PATIENCE_MS, go);
        waiting.add(go);
      });
    },
  };
}
