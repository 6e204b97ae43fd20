/** Where the programs are that the set-up of this test run has built. */
import path from 'node:path';
import process from 'node:process';

export const ROOT = path.join(import.meta.dirname, '..', '..');

/** Names the folder to the processes that run tests. */
export const PROGRAMS_VARIABLE = 'CONTINUITY_TEST_PROGRAMS';

/** `source`: below the project's folder, as `service/main.ts`. */
export function programOf(source: string): string {
  const folder = process.env[PROGRAMS_VARIABLE];
  if (folder === undefined)
    throw new Error('the programs are not built: run the tests by vitest or playwright');
  return path.join(folder, source.replace(/\.ts$/u, '.mjs'));
}
