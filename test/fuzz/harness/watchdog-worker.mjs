// @ts-check
// The watchdog's thread: sees one input stay under way for too long, saves it, and ends the process.
import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { workerData } from 'node:worker_threads';

/** @type {{state: Int32Array, bytes: Uint8Array, file: string, limitMs: number}} */
const { state, bytes, file, limitMs } = workerData;
const lookEveryMs = 500;
const stderr = 2;

let seen = 0;
let sinceMs = 0;
setInterval(() => {
  const number = Atomics.load(state, 0);
  if (number !== seen) {
    seen = number;
    sinceMs = 0;
    return;
  }
  sinceMs += lookEveryMs;
  if (number === 0 || sinceMs < limitMs) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes.slice(0, Atomics.load(state, 1)));
  const { rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  writeSync(
    stderr,
    `an input is under way for over ${limitMs} ms: ${file} (process: ${rss} bytes, ${(user + system) / 1e6} s of CPU)\n`,
  );
  process.kill(process.pid, 'SIGKILL');
}, lookEveryMs);
