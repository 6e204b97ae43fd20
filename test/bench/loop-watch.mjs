/**
 * Loaded into a process under test: with SIGUSR2 it writes how long its event loop was held at the longest, and begins anew.
 * `heldMs` is what others see; `computedMs` is what of a hold the process itself has computed, the rest is other processes'.
 */
import { renameSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const TICK_MS = 5;
const { LOOP_WATCH_FILE: file = '' } = process.env;

let number = 0;
let longest = { heldMs: 0, computedMs: 0 };
let atMs = performance.now();
let cpu = process.cpuUsage();

setInterval(() => {
  const heldMs = performance.now() - atMs - TICK_MS;
  const { user, system } = process.cpuUsage(cpu);
  const computedMs = Math.min(heldMs, (user + system) / 1000);
  longest = {
    heldMs: Math.max(longest.heldMs, heldMs),
    computedMs: Math.max(longest.computedMs, computedMs),
  };
  atMs = performance.now();
  cpu = process.cpuUsage();
}, TICK_MS).unref();

process.on('SIGUSR2', () => {
  number += 1;
  writeFileSync(`${file}.new`, JSON.stringify({ number, ...longest }));
  longest = { heldMs: 0, computedMs: 0 };
  renameSync(`${file}.new`, file);
});
