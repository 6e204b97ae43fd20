/**
 * Loaded into a process under test: with SIGUSR2 it writes how long its event loop was held at the longest, and begins anew.
 * `heldMs` is what others see; `computedMs` is what of a hold the loop's own thread has computed, the rest is other
 * processes' and the disk's.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const TICK_MS = 5;
const { LOOP_WATCH_FILE: file = '' } = process.env;

let number = 0;
let longest = { heldMs: 0, computedMs: 0 };
let atMs = performance.now();
let computedAtMs = computedMs();

/** Where the system does not tell it of a thread, that of the process, which has others. */
function computedMs() {
  if (process.platform !== 'linux') return (process.cpuUsage().user + process.cpuUsage().system) / 1000;
  const [nanoseconds] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
  return Number(nanoseconds) / 1e6;
}

setInterval(() => {
  const heldMs = performance.now() - atMs - TICK_MS;
  longest = {
    heldMs: Math.max(longest.heldMs, heldMs),
    computedMs: Math.max(longest.computedMs, Math.min(heldMs, computedMs() - computedAtMs)),
  };
  atMs = performance.now();
  computedAtMs = computedMs();
}, TICK_MS).unref();

process.on('SIGUSR2', () => {
  number += 1;
  writeFileSync(`${file}.new`, JSON.stringify({ number, ...longest }));
  longest = { heldMs: 0, computedMs: 0 };
  renameSync(`${file}.new`, file);
});
