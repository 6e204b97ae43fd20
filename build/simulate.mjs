// @ts-check
// npm run sim: the simulator as one file, which takes two thirds of the time that its sources would.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { projectRoot, runMain, runVisibly } from './run-command.mjs';

// Inside the project, where its packages are found; several may run at once.
const file = path.join(projectRoot, `node_modules/.cache/continuity-companion/simulator-${process.pid}.mjs`);

// Most of what a step makes is gone after the next: with room for it the collector has a sixth less to do.
const flags = ['--max-semi-space-size=32'];

await runMain(() => {
  mkdirSync(path.dirname(file), { recursive: true });
  buildSync({
    absWorkingDir: projectRoot,
    entryPoints: ['test/simulation/main.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  try {
    return runVisibly(process.execPath, [...flags, file, ...process.argv.slice(2)]);
  } finally {
    rmSync(file, { force: true });
  }
});
