/** The open streams of `GET /changes`: what they are sent, and when they end. */
import type { Readable } from 'node:stream';
import { KEEP_ALIVE_MS, type Change } from '../../shared/http/changes.ts';
import { MINUTE_MS } from '../../shared/domain/instant.ts';
import type { Emitter, Stop } from '../../shared/lib/emitter.ts';
import { createEventStreams, repeat, type EventStream } from '../http/event-streams.ts';
import { tooManyAttempts } from '../refusal.ts';
import type { ChangeFeed } from './change-feed.ts';

/** A page keeps one open; more than all administrators with all their tabs is a mistake. */
export const MAX_STREAMS = 500;
/** Then it comes again, and is asked again what it may hear. */
const MAX_STREAM_MS = 10 * MINUTE_MS;

export interface Watcher {
  readonly isWanted: (change: Change) => boolean;
  /** Whether who opened the stream would be let in still. */
  readonly isStill: () => Promise<boolean>;
}

export interface ChangeStreams {
  /** Throws a `Refusal` (too-many-attempts) when too many are open. */
  readonly open: (watcher: Watcher) => Readable;
  readonly count: () => number;
  /** Ends them all, kindly. */
  readonly end: Stop;
}

interface Needs {
  readonly feed: Pick<ChangeFeed, 'subscribe'>;
  /** Somebody's session, role or token may have ended. */
  readonly accessMoved: Emitter<unknown>['subscribe'];
  readonly failed: (error: unknown) => void;
  readonly schedule: (delayMs: number, run: () => void) => Stop;
}

export function createChangeStreams(needs: Needs): ChangeStreams {
  const streams = createEventStreams();
  return {
    ...streams,
    open(watcher) {
      if (streams.count() >= MAX_STREAMS) throw tooManyAttempts(KEEP_ALIVE_MS);
      return streams.open((stream) => feedStream(needs, watcher, stream));
    },
  };
}

function feedStream(
  { feed, accessMoved, failed, schedule }: Needs,
  { isWanted, isStill }: Watcher,
  { write, end }: EventStream,
): readonly Stop[] {
  const endUnlessStill = (): void => {
    isStill()
      .catch((error: unknown) => {
        failed(error);
        return false;
      })
      .then((still) => (still ? undefined : end()), failed);
  };
  return [
    feed.subscribe((changes) => {
      const frames = changes.filter(isWanted).map((change) => `data: ${JSON.stringify(change)}\n\n`);
      if (frames.length > 0) write(frames.join(''));
    }),
    accessMoved(endUnlessStill),
    repeat(schedule, KEEP_ALIVE_MS, () => {
      write(': still here\n\n');
      // Sessions and tokens end by time too.
      endUnlessStill();
    }),
    schedule(MAX_STREAM_MS, end),
  ];
}
