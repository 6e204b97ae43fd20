/** Before a test run: each program that tests start as a process of its own becomes one file, which starts in a third of the time. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { build, type BuildOptions } from 'esbuild';
import { PROGRAMS_VARIABLE, ROOT } from './programs.ts';

const PROGRAMS = [
  'service/main.ts',
  'lab/device.ts',
  'test/service/gateway/smtp-child.ts',
  'test/upgrade/service-migrating-child.ts',
  'test/service/audit/trimming-child.ts',
  'test/upgrade/device-migrating-child.ts',
  'test/electron/adapters/sqlite/migrating-child.ts',
  'test/electron/adapters/state/damage-child.ts',
  'test/electron/adapters/state/writing-child.ts',
];

const OPTIONS: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outExtension: { '.js': '.mjs' },
  // Native modules find their binaries beside themselves.
  external: ['libsql', '@node-rs/*'],
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
  logLevel: 'error',
};

/** The global set-up of Vitest and Playwright alike; what it returns is called at the end. */
export default async function buildPrograms(): Promise<() => void> {
  // Inside the project, where its packages are found.
  const results = path.join(ROOT, 'test-results');
  mkdirSync(results, { recursive: true });
  const folder = mkdtempSync(path.join(results, 'programs-'));
  await build({ ...OPTIONS, entryPoints: PROGRAMS, outbase: ROOT, outdir: folder, splitting: true });
  // Threads are looked for beside the file that starts them.
  const threads = {
    'parse-worker-entry': 'service/mailbox/mime/parse-worker.ts',
    'passkey-thread': 'service/access/second-factor/passkey-thread.mjs',
    'read-common-passwords': 'service/people/read-common-passwords.mjs',
  };
  await build({ ...OPTIONS, entryPoints: threads, outdir: folder });
  // Where the device reads its version, and the service finds its console.
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ type: 'module', version: '0.0.0' }));
  symlinkSync(path.join(ROOT, 'dist-console'), path.join(folder, 'dist-console'), 'junction');
  process.env[PROGRAMS_VARIABLE] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
