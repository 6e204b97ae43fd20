/** One worker thread for one message at a time, ended when it takes too long or too much. */
import { Worker } from 'node:worker_threads';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import type { ParserAnswer, ParserRequest } from './worker-messages.ts';

/** For one message; loading the worker is not counted. */
const PARSE_TIMEOUT_MS = 2 * SECOND_MS;
/** A worker that has not loaded by then never will. */
const LOAD_TIMEOUT_MS = 20 * SECOND_MS;
const MAX_HEAP_MB = 256;

export interface ParserWorker {
  /** Rejects when the worker had to be ended or died; it cannot be used any more then. */
  readonly ask: (request: ParserRequest) => Promise<ParserAnswer>;
  readonly stop: () => Promise<void>;
}

export async function startParserWorker(file: URL): Promise<ParserWorker> {
  const worker = new Worker(file, {
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    // Untrusted mail has no business with our environment.
    env: {},
    name: 'mail parser',
  });
  const stop = async (): Promise<void> => {
    await worker.terminate();
  };
  try {
    await nextAnswer(worker, LOAD_TIMEOUT_MS);
  } catch (cause) {
    await stop();
    throw cause;
  }
  // It never keeps the process from ending.
  worker.unref();
  return {
    stop,
    ask: async (request) => {
      const answered = nextAnswer(worker, PARSE_TIMEOUT_MS);
      worker.postMessage(request);
      try {
        return await answered;
      } catch (cause) {
        await stop();
        throw cause;
      }
    },
  };
}

function nextAnswer(worker: Worker, timeoutMs: number): Promise<ParserAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      settle(() => {
        reject(new Error(`parsing took longer than ${timeoutMs} ms`));
      });
    }, timeoutMs);
    const onMessage = (answer: ParserAnswer): void => {
      settle(() => {
        resolve(answer);
      });
    };
    const onError = (cause: unknown): void => {
      settle(() => {
        reject(cause instanceof Error ? cause : new Error(String(cause)));
      });
    };
    const onExit = (): void => {
      onError(new Error('the parser ended by itself'));
    };
    const settle = (outcome: () => void): void => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      outcome();
    };
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}
