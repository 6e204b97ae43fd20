/** Tells the changes of the whole service to whoever watches, a few times a second at most. */
import { CHANGE_INTERVAL_MS, type Change } from '../../shared/http/changes.ts';
import { createEmitter, type Emitter, type Stop } from '../../shared/lib/emitter.ts';
import { changesOf, gather, NOTHING_GATHERED } from './gather.ts';

export interface ChangeFeed {
  readonly tell: (change: Change) => void;
  /** Each time at least one change, none of them twice. */
  readonly subscribe: Emitter<readonly Change[]>['subscribe'];
  readonly stop: Stop;
}

export function createChangeFeed(schedule: (delayMs: number, run: () => void) => Stop): ChangeFeed {
  const watchers = createEmitter<readonly Change[]>();
  let gathered = NOTHING_GATHERED;
  let cancel: Stop = () => undefined;
  const flush = (): void => {
    const changes = changesOf(gathered);
    gathered = NOTHING_GATHERED;
    watchers.emit(changes);
  };
  return {
    tell(change) {
      if (gathered === NOTHING_GATHERED) cancel = schedule(CHANGE_INTERVAL_MS, flush);
      gathered = gather(gathered, change);
    },
    subscribe: watchers.subscribe,
    stop: () => {
      cancel();
    },
  };
}
