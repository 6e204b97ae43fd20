/**
 * Merges the write-ahead log in a thread of its own. SQLite would do it within a commit, and a commit keeps the event loop
 * until it returns: after an import of thousands that took 40 to 130 ms (G52).
 */
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** What SQLite would merge at is 4 MB too: little enough that a start after a crash reads it at once. */
const MERGED_AT_BYTES = 4 * 1024 * 1024;

/** Of 4 KB, 64 MB. Where the thread cannot merge, SQLite does, and meets what is in the way: a log never fills the disk. */
const MERGED_BY_COMMITS_AT_PAGES = 16_384;

/** After `journal_mode = wal`. A log that begins anew is cut to its limit, or its size would not say what is in it. */
export const LOG_PRAGMAS = [
  `wal_autocheckpoint = ${String(MERGED_BY_COMMITS_AT_PAGES)}`,
  `journal_size_limit = ${String(MERGED_AT_BYTES / 4)}`,
];

export interface LogMerging {
  /** After every commit. */
  readonly committed: () => void;
  /** Nobody else has the file open when it resolves. */
  readonly settled: () => Promise<void>;
}

/** Of the database `file`. */
export function createLogMerging(file: string): LogMerging {
  let running: Promise<void> | null = null;
  let mergedBytes = 0;
  return {
    committed() {
      if (running !== null) return;
      const size = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
      const hasBegunAnew = size < mergedBytes;
      if (hasBegunAnew) mergedBytes = 0;
      if (size - mergedBytes < MERGED_AT_BYTES) return;
      mergedBytes = size;
      running = merge(file).finally(() => {
        running = null;
      });
    },
    settled: () => running ?? Promise.resolve(),
  };
}

/** What cannot be merged stays in the log, which is as durable, and is tried again with the next. */
function merge(file: string): Promise<void> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL('./merge-log.mjs', import.meta.url), { workerData: file });
    thread.on('error', () => undefined);
    thread.once('exit', () => {
      resolve();
    });
  });
}
