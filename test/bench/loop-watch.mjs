/** Loaded into a process under test: with SIGUSR2 it writes how long its event loop was held at the longest, and begins anew. */
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';

/** A timer of so many milliseconds is what the delay is measured by. */
const RESOLUTION_MS = 5;

const { LOOP_WATCH_FILE: file = '' } = process.env;
const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
histogram.enable();
let number = 0;

process.on('SIGUSR2', () => {
  number += 1;
  const heldMs = Math.max(0, histogram.max / 1e6 - RESOLUTION_MS);
  histogram.reset();
  writeFileSync(`${file}.new`, JSON.stringify({ number, heldMs }));
  renameSync(`${file}.new`, file);
});
