/** Parses stored messages in a worker thread, one at a time, and stops the worker when a message takes too long or too much. */
import { Worker } from 'node:worker_threads';
import type { Stop } from '../../../shared/lib/emitter.ts';
import { PARSE_HEAP_MB, PARSE_TIMEOUT_MS, type Refusal } from './limits.ts';
import type { ParseAnswer, ParseRequest } from './parse-worker.ts';

export interface ParserTimers {
  readonly schedule: (delayMs: number, run: () => void) => Stop;
}

export interface Parser {
  /** Never rejects. Calls are answered in order. */
  readonly parse: (request: ParseRequest) => Promise<ParseAnswer>;
  readonly stop: () => Promise<void>;
}

export interface ParserOptions {
  readonly timers: ParserTimers;
  readonly timeoutMs?: number;
}

export function createParser({ timers, timeoutMs = PARSE_TIMEOUT_MS }: ParserOptions): Parser {
  let worker: Worker | null = null;
  let stopped = false;
  let last: Promise<unknown> = Promise.resolve();
  const parserStopped = (): boolean => stopped;
  const dismiss = async (): Promise<void> => {
    const old = worker;
    worker = null;
    await old?.terminate();
  };
  const parseNow = async (request: ParseRequest): Promise<ParseAnswer> => {
    if (stopped) return { kind: 'unread', message: 'the parser is stopped' };
    worker ??= startWorker();
    const answer = await ask(worker, request, timers, timeoutMs);
    if (answer.kind !== 'worker-lost') return answer;
    await dismiss();
    // Stopped under way, or not even started: that says nothing about the message.
    if (parserStopped() || answer.refusal === null) return { kind: 'unread', message: 'the parser stopped' };
    return { kind: 'refused', refusal: answer.refusal };
  };
  return {
    parse: (request) => {
      const answered = last.then(() => parseNow(request));
      last = answered;
      return answered;
    },
    stop: async () => {
      stopped = true;
      await dismiss();
    },
  };
}

function startWorker(): Worker {
  const worker = new Worker(new URL('./parse-worker-entry.mjs', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: PARSE_HEAP_MB },
  });
  // An error ends the worker: `exit` follows and tells.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}

interface WorkerLost {
  readonly kind: 'worker-lost';
  /** null: it never came to the message, which is not to blame. */
  readonly refusal: Refusal | null;
}

/** The clock starts when the worker is up: loading it is not the message's fault. */
function ask(
  worker: Worker,
  request: ParseRequest,
  timers: ParserTimers,
  timeoutMs: number,
): Promise<ParseAnswer | WorkerLost> {
  return new Promise((resolve) => {
    let stopTimer: Stop = () => undefined;
    let refusalOnExit: Refusal | null = null;
    const finish = (answer: ParseAnswer | WorkerLost): void => {
      stopTimer();
      worker.unref();
      worker.off('message', heard);
      worker.off('exit', failed);
      resolve(answer);
    };
    const failed = (): void => finish({ kind: 'worker-lost', refusal: refusalOnExit });
    const heard = (reply: ParseAnswer | { readonly kind: 'started' }): void => {
      if (reply.kind !== 'started') return finish(reply);
      refusalOnExit = 'failed';
      stopTimer = timers.schedule(timeoutMs, () => finish({ kind: 'worker-lost', refusal: 'too-slow' }));
    };
    worker.on('message', heard);
    worker.on('exit', failed);
    // Only a message under way keeps the process alive.
    worker.ref();
    worker.postMessage(request);
  });
}
