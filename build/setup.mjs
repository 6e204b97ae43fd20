// @ts-check
// Sets up a clean clone: npm dependencies, Electron's system libraries, an Electron runtime. Says what it does, and only that.
//
// Plain Node without dependencies, because it runs before there are any.
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureElectron } from './ensure-electron.mjs';
import { BuildError, runMain } from './run-command.mjs';
import { ensureNpmDependencies } from './setup/npm-dependencies.mjs';
import { ensureSystemLibraries, missingLibraries } from './setup/system-libraries.mjs';

/** @typedef {import('./ensure-electron.mjs').ElectronRuntime} ElectronRuntime */

// Node 20.19 is what Vite and the tools need; the system libraries come from apt where there is one.
const lowestNode = [20, 19];

/** @param {string} line */
const say = (line) => {
  console.log(`[setup] ${line}`);
};

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [lowestMajor = 0, lowestMinor = 0] = lowestNode;
  if (major < lowestMajor || (major === lowestMajor && minor < lowestMinor)) {
    throw new BuildError(
      `Node ${lowestNode.join('.')} or newer is needed; this is ${process.versions.node}.`,
    );
  }
}

/**
 * Makes the clone ready to build, test and start.
 * @returns {Promise<ElectronRuntime>}
 * @throws {BuildError} when something is missing that it cannot bring
 */
export async function setUp() {
  checkNode();
  ensureSystemLibraries(say);
  ensureNpmDependencies(say);
  const runtime = await ensureElectron({ say });
  const missing = missingLibraries(runtime.executable);
  if (missing.length > 0) {
    throw new BuildError(
      `Electron cannot start without ${missing.join(', ')}. On Debian and Ubuntu, install them with:\n` +
        '  sudo apt-get install libnss3 libgtk-3-0 libgbm1 libasound2',
    );
  }
  return runtime;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    const runtime = await setUp();
    say(`ready: Electron ${runtime.version} (${runtime.source}) at ${runtime.executable}`);
    return 0;
  });
}
