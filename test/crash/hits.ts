/** How often each crash point is hit: once in `npm test`, as often as asked with `npm run crash`. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll } from 'vitest';

export const HITS = Number(process.env['CONTINUITY_CRASH_HITS'] ?? 1);

/** A process's start takes a second, on a busy machine several. */
const HIT_MS = 100_000;
export const HITS_TIMEOUT_MS = (HITS + 2) * HIT_MS;

export function folderOfFile(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'continuity-crash-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
