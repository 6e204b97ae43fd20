/** Ends the process when one input takes too long, and keeps that input: a loop that never ends can be seen only from outside. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { MAX_INPUT_BYTES } from './mutate.ts';

/**
 * Nothing that the product parses may work for so long, nor keep somebody waiting for so long. Work is counted in time
 * of the processor: on a machine with other things to do, an input may stand still and be none the worse for it.
 */
const HANG_LIMITS = { cpuMs: 20_000, wallMs: 300_000 } as const;

export interface Watchdog {
  readonly begin: (input: Uint8Array) => void;
  readonly end: () => void;
  readonly stop: () => Promise<void>;
}

/** `file` is where the input goes that hangs. */
export function startWatchdog(file: string): Watchdog {
  // [number of the input under way, or 0; its length]
  const state = new Int32Array(new SharedArrayBuffer(8));
  const bytes = new Uint8Array(new SharedArrayBuffer(MAX_INPUT_BYTES));
  const worker = new Worker(path.join(import.meta.dirname, 'watchdog-worker.mjs'), {
    workerData: { state, bytes, file, limits: HANG_LIMITS },
  });
  worker.unref();
  let number = 0;
  return {
    begin: (input) => {
      bytes.set(input.subarray(0, MAX_INPUT_BYTES));
      Atomics.store(state, 1, Math.min(input.length, MAX_INPUT_BYTES));
      number += 1;
      Atomics.store(state, 0, number);
    },
    end: () => Atomics.store(state, 0, 0),
    stop: async () => {
      await worker.terminate();
    },
  };
}
