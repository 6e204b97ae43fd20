/** The open streams of `GET /changes`: what they are sent, and when they end. */
import type { Readable } from 'node:stream';
import { KEEP_ALIVE_MS, type Change } from '../../shared/http/changes.ts';
import { MINUTE_MS } from '../../shared/domain/instant.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import { createEventStreams, repeat } from '../http/event-streams.ts';
import { tooManyAttempts } from '../refusal.ts';
import type { ChangeFeed } from './change-feed.ts';

/** A page keeps one open; more than all administrators with all their tabs is a mistake. */
export const MAX_STREAMS = 500;
/** Then it comes again, and is asked again who it is: a session that ended hears nothing more. */
const MAX_STREAM_MS = 10 * MINUTE_MS;

export interface ChangeStreams {
  /** Throws a `Refusal` (too-many-attempts) when too many are open. */
  readonly open: (isWanted: (change: Change) => boolean) => Readable;
  readonly count: () => number;
  /** Ends them all, kindly. */
  readonly end: Stop;
}

interface Needs {
  readonly feed: Pick<ChangeFeed, 'subscribe'>;
  readonly schedule: (delayMs: number, run: () => void) => Stop;
}

export function createChangeStreams({ feed, schedule }: Needs): ChangeStreams {
  const streams = createEventStreams();
  return {
    ...streams,
    open(isWanted) {
      if (streams.count() >= MAX_STREAMS) throw tooManyAttempts(KEEP_ALIVE_MS);
      return streams.open(({ write, end }) => [
        feed.subscribe((changes) => {
          const frames = changes.filter(isWanted).map((change) => `data: ${JSON.stringify(change)}\n\n`);
          if (frames.length > 0) write(frames.join(''));
        }),
        repeat(schedule, KEEP_ALIVE_MS, () => {
          write(': still here\n\n');
        }),
        schedule(MAX_STREAM_MS, end),
      ]);
    },
  };
}
