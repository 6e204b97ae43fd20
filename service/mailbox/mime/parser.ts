/** Parses stored messages in a worker thread, one at a time, and stops the worker when a message takes too long or too much. */
import { Worker } from 'node:worker_threads';
import type { Stop } from '../../../shared/lib/emitter.ts';
import type { Refusal } from '../../../shared/mail/limits.ts';
import type { ParseAnswer, ParseReply, ParseRequest } from './parse-worker.ts';

/** The worker is stopped after this long, and the message counts as refused (G27). */
const PARSE_TIMEOUT_MS = 2000;

const PARSE_HEAP_MB = 256;

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
  let reader: Reader | null = null;
  let stopped = false;
  let last: Promise<unknown> = Promise.resolve();
  const parserStopped = (): boolean => stopped;
  const dismiss = async (): Promise<void> => {
    const old = reader;
    reader = null;
    await old?.end();
  };
  const parseNow = async (request: ParseRequest): Promise<ParseAnswer> => {
    if (stopped) return { kind: 'unread', message: 'the parser is stopped' };
    reader ??= startReader(timers, timeoutMs);
    const answer = await reader.read(request);
    if (answer.kind !== 'worker-lost') return answer;
    await dismiss();
    // Stopped under way, or not even started: that says nothing about the message.
    if (parserStopped() || answer.refusal === null) return { kind: 'unread', message: 'the parser stopped' };
    return { kind: 'refused', refusal: answer.refusal, digest: null };
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

interface WorkerLost {
  readonly kind: 'worker-lost';
  /** null: it never came to the message, which is not to blame. */
  readonly refusal: Refusal | null;
}

/** A worker, asked for one message at a time. */
interface Reader {
  readonly read: (request: ParseRequest) => Promise<ParseAnswer | WorkerLost>;
  readonly end: () => Promise<unknown>;
}

function startReader(timers: ParserTimers, timeoutMs: number): Reader {
  const worker = new Worker(new URL('./parse-worker-entry.mjs', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: PARSE_HEAP_MB },
  });
  let settle: (answer: ParseAnswer | WorkerLost) => void = () => undefined;
  let gone = false;
  const up = new Promise<void>((resolve) => {
    worker.on('message', (reply: ParseReply) => {
      if (reply === 'up') resolve();
      else settle(reply);
    });
    worker.on('exit', () => {
      gone = true;
      settle({ kind: 'worker-lost', refusal: 'failed' });
      resolve();
    });
  });
  const isGone = (): boolean => gone;
  // An error ends the worker: `exit` follows and tells.
  worker.on('error', () => undefined);
  worker.unref();
  return {
    async read(request) {
      // Only a message under way keeps the process alive.
      worker.ref();
      // The clock starts when the worker is up: loading it is not the message's fault.
      await up;
      if (isGone()) return { kind: 'worker-lost', refusal: null };
      const answered = new Promise<ParseAnswer | WorkerLost>((resolve) => {
        settle = resolve;
      });
      const stopTimer = timers.schedule(timeoutMs, () => {
        settle({ kind: 'worker-lost', refusal: 'too-slow' });
      });
      worker.postMessage(request);
      const answer = await answered;
      stopTimer();
      worker.unref();
      return answer;
    },
    end: () => worker.terminate(),
  };
}
