/** Follows changes for a page in a browser: while nobody sees it, it reads nothing, and catches up when it is seen again. */
import type { Stop } from '../../../shared/lib/emitter.ts';
import type { Timers } from '../query/timers.ts';
import { followChanges, type FollowOptions } from './follow-changes.ts';

export function watchService(
  options: Pick<FollowOptions, 'open' | 'changed' | 'refresh' | 'told'>,
  timers: Timers,
  page: Document,
): Stop {
  let missed = false;
  const whenSeen = (act: () => void): void => {
    if (page.visibilityState === 'visible') act();
    else missed = true;
  };
  const seen = (): void => {
    if (page.visibilityState !== 'visible' || !missed) return;
    missed = false;
    options.refresh();
  };
  page.addEventListener('visibilitychange', seen);
  const stop = followChanges({
    ...options,
    timers,
    chance: Math.random,
    changed: (change) => whenSeen(() => options.changed(change)),
    refresh: () => whenSeen(options.refresh),
  });
  return () => {
    page.removeEventListener('visibilitychange', seen);
    stop();
  };
}
