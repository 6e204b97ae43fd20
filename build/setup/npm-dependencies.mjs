// @ts-check
// Installs the npm dependencies when what is installed is not what the lock file asks for.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { BuildError, npmCommand, projectRoot, runVisibly } from '../run-command.mjs';

/** @typedef {{version?: string, integrity?: string, optional?: boolean, dev?: boolean, peer?: boolean}} LockedPackage */
/** @typedef {Record<string, LockedPackage>} LockedPackages */

/**
 * @param {string} file a lock file
 * @returns {LockedPackages}
 */
function readPackages(file) {
  /** @type {{packages: LockedPackages}} */
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  return lock.packages;
}

/**
 * The first package that is not installed as locked. A package for another platform is optional, and may be missing.
 * @param {LockedPackages} wanted
 * @param {LockedPackages} installed npm's own record of what it put into node_modules
 * @returns {string | undefined}
 */
export function firstDifference(wanted, installed) {
  return Object.keys(wanted).find((name) => {
    const want = wanted[name];
    const have = installed[name];
    if (name === '' || !want) return false;
    if (!have) return want.optional !== true;
    return have.version !== want.version || have.integrity !== want.integrity;
  });
}

/** @returns {string | undefined} why an installation is needed */
function reasonToInstall() {
  const record = path.join(projectRoot, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return 'none are installed';
  const different = firstDifference(
    readPackages(path.join(projectRoot, 'package-lock.json')),
    readPackages(record),
  );
  return different === undefined ? undefined : `${different} is not the one in package-lock.json`;
}

/**
 * @param {(line: string) => void} say
 * @throws {BuildError} if npm fails
 */
export function ensureNpmDependencies(say) {
  const reason = reasonToInstall();
  if (reason === undefined) return;
  say(`npm dependencies: ${reason}; running npm ci`);
  // Errors only: tools that name a newer Node run on this one all the same, and npm would warn of each.
  const { command, args } = npmCommand(['ci', '--no-audit', '--no-fund', '--loglevel', 'error']);
  if (runVisibly(command, args) !== 0) throw new BuildError('npm ci failed; its output is above.');
}
