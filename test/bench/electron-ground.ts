/** What a benchmark that opens windows stands on: an Electron runtime, a fresh build, a display. */
import process from 'node:process';
import { buildAll } from '../../build/build.mjs';
import { setUp } from '../../build/setup.mjs';
import { openDisplay } from '../../build/virtual-display.mjs';

export async function withElectron(work: () => Promise<void>): Promise<void> {
  const { dist } = await setUp();
  buildAll({ say: (line) => console.error(line) });
  const display = await openDisplay();
  const before = process.env;
  // Playwright reads both from the environment.
  process.env = { ...before, ...display.env, ELECTRON_OVERRIDE_DIST_PATH: dist };
  try {
    await work();
  } finally {
    process.env = before;
    await display.stop();
  }
}
