/** Service and headless device as one file each, built anew for a test run: such a process starts in a third of the time. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { build, type BuildOptions } from 'esbuild';

const ROOT = path.join(import.meta.dirname, '..', '..');

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

async function buildPrograms(): Promise<{ readonly service: string; readonly device: string }> {
  // Inside the project, where its packages are found.
  const results = path.join(ROOT, 'test-results');
  mkdirSync(results, { recursive: true });
  const folder = mkdtempSync(path.join(results, 'programs-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const entryPoints = { 'service/main': 'service/main.ts', 'lab/device': 'lab/device.ts' };
  await build({ ...OPTIONS, entryPoints, outdir: folder, splitting: true });
  // The worker is looked for beside the file that starts it.
  const worker = { 'parse-worker-entry': 'service/mailbox/mime/parse-worker.ts' };
  await build({ ...OPTIONS, entryPoints: worker, outdir: folder });
  // Where the device reads its version.
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ type: 'module', version: '0.0.0' }));
  return { service: path.join(folder, 'service/main.mjs'), device: path.join(folder, 'lab/device.mjs') };
}

/** Paths of the two, gone when this process ends. */
export const PROGRAMS = await buildPrograms();
