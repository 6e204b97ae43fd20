/** Open answers of type text/event-stream: written to as long as they are read, and ended kindly. */
import { PassThrough, type Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Stop } from '../../shared/lib/emitter.ts';

/** Hundreds of hints unread: a reader that is that slow reads everything anew faster. */
export const MAX_UNREAD_BYTES = 64 * 1024;

export interface EventStream {
  /** Nothing, when it is over. */
  readonly write: (text: string) => void;
  readonly end: Stop;
  readonly isOver: () => boolean;
}

export interface EventStreams {
  /** `begin` is called at once; what it returns is called when the stream is over. */
  readonly open: (begin: (stream: EventStream) => readonly Stop[]) => Readable;
  readonly count: () => number;
  /** Ends them all. */
  readonly end: Stop;
}

export function createEventStreams(): EventStreams {
  const open = new Set<PassThrough>();
  return {
    open(begin) {
      const body = new PassThrough();
      open.add(body);
      // Something at once, so that headers leave and the reader knows that it is connected.
      body.write(': connected\n\n');
      const isOver = (): boolean => body.writableEnded || body.destroyed;
      const stops = begin({
        isOver,
        write(text) {
          if (isOver()) return;
          if (body.writableLength > MAX_UNREAD_BYTES) body.destroy();
          else body.write(text);
        },
        end: () => body.end(),
      });
      body.once('close', () => {
        open.delete(body);
        for (const stop of stops) stop();
      });
      return body;
    },
    count: () => open.size,
    end() {
      // What waits for a reader that does not read would keep the connection open for ever.
      for (const body of open) {
        if (body.readableLength > 0) body.destroy();
        else body.end();
      }
    },
  };
}

export function sendEventStream(reply: FastifyReply, body: Readable): FastifyReply {
  return (
    reply
      .type('text/event-stream')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      // A service that stops would wait for a connection that is kept for a next request.
      .header('connection', 'close')
      .send(body)
  );
}

/** Until it is stopped. */
export function repeat(
  schedule: (delayMs: number, run: () => void) => Stop,
  everyMs: number,
  run: () => void,
): Stop {
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
