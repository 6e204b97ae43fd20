/** What a person sees of notifications: paints after a moment, or cannot show anything now. */
import type { Notifier } from '../../electron/device/ports.ts';
import type { Notice } from '../../shared/domain/notice.ts';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

export interface Screen {
  readonly forLife: (isAlive: () => boolean) => Notifier;
  readonly work: (works: boolean) => void;
}

interface ScreenNeeds {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly painted: (notice: Notice) => void;
}

const PAINT_MS = { low: 1, high: 60 };
/** From paint to the device's learning of it: the window in which a crash shows it again (G17). */
const CONFIRM_MS = { low: 0, high: 50 };

export function createScreen({ timeline, random, painted }: ScreenNeeds): Screen {
  let works = true;
  return {
    work(next) {
      works = next;
    },
    forLife: (isAlive) => ({
      show: (notice) =>
        new Promise((resolve, reject) => {
          timeline.after(random.whole(PAINT_MS.low, PAINT_MS.high), () => {
            if (!isAlive()) return;
            if (!works) {
              reject(new Error('nothing can show it now'));
              return;
            }
            painted(notice);
            timeline.after(random.whole(CONFIRM_MS.low, CONFIRM_MS.high), () => isAlive() && resolve());
          });
        }),
    }),
  };
}
