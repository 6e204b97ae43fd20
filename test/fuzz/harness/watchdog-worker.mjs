// @ts-check
// The watchdog's thread: sees one input stay under way for too long, saves it, and ends the process.
import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { workerData } from 'node:worker_threads';

/** @type {{state: Int32Array, bytes: Uint8Array, file: string, limits: {cpuMs: number, wallMs: number}}} */
const { state, bytes, file, limits } = workerData;
const lookEveryMs = 500;
const stderr = 2;

let seen = 0;
let cpuMsAtFirst = cpuMs();
let atFirst = performance.now();

/** Of the whole process, which is the input's but for this look. */
function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

setInterval(() => {
  const number = Atomics.load(state, 0);
  if (number !== seen) {
    seen = number;
    cpuMsAtFirst = cpuMs();
    atFirst = performance.now();
    return;
  }
  const [worked, waited] = [cpuMs() - cpuMsAtFirst, performance.now() - atFirst];
  if (number === 0 || (worked < limits.cpuMs && waited < limits.wallMs)) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes.slice(0, Atomics.load(state, 1)));
  const spent = `${Math.round(worked)} ms of work in ${Math.round(waited)} ms`;
  writeSync(stderr, `an input does not come to an end (${spent}): ${file}\n`);
  process.kill(process.pid, 'SIGKILL');
}, lookEveryMs);
