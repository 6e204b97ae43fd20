/** The open streams of `GET /changes`: what they are sent, and when they end. */
import { PassThrough, type Readable } from 'node:stream';
import { KEEP_ALIVE_MS, type Change } from '../../shared/http/changes.ts';
import { MINUTE_MS } from '../../shared/domain/instant.ts';
import type { Stop } from '../../shared/lib/emitter.ts';
import { tooManyAttempts } from '../refusal.ts';
import type { ChangeFeed } from './change-feed.ts';

/** A page keeps one open; more than all administrators with all their tabs is a mistake. */
export const MAX_STREAMS = 500;
/** Hundreds of hints unread: a reader that is that slow reads everything anew faster. */
export const MAX_UNREAD_BYTES = 64 * 1024;
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
  const open = new Set<PassThrough>();
  const write = (stream: PassThrough, text: string): void => {
    if (stream.writableEnded) return;
    if (stream.writableLength > MAX_UNREAD_BYTES) stream.destroy();
    else stream.write(text);
  };
  return {
    open(isWanted) {
      if (open.size >= MAX_STREAMS) throw tooManyAttempts(KEEP_ALIVE_MS);
      const stream = new PassThrough();
      const stops = [
        feed.subscribe((changes) => {
          const frames = changes.filter(isWanted).map((change) => `data: ${JSON.stringify(change)}\n\n`);
          if (frames.length > 0) write(stream, frames.join(''));
        }),
        repeat(schedule, KEEP_ALIVE_MS, () => write(stream, ': still here\n\n')),
        schedule(MAX_STREAM_MS, () => stream.end()),
      ];
      open.add(stream);
      stream.once('close', () => {
        open.delete(stream);
        for (const stop of stops) stop();
      });
      // Something at once, so that headers leave and the reader knows that it is connected.
      write(stream, ': connected\n\n');
      return stream;
    },
    count: () => open.size,
    end() {
      // What waits for a reader that does not read would keep the connection open for ever.
      for (const stream of open) {
        if (stream.readableLength > 0) stream.destroy();
        else stream.end();
      }
    },
  };
}

function repeat(schedule: Needs['schedule'], everyMs: number, run: () => void): Stop {
  let stop: Stop = () => undefined;
  const next = (): void => {
    stop = schedule(everyMs, () => {
      run();
      next();
    });
  };
  next();
  return () => {
    stop();
  };
}
