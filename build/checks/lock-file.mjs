// @ts-check
// Checks that package-lock.json installs everywhere: every platform's variant of a package is in it, pinned by hash.
//
// A registry that lacks some variants makes `npm install` write a lock without them, which `npm ci` then refuses, on this
// platform or on another.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, runMain } from '../run-command.mjs';

/**
 * @typedef {{version?: string, integrity?: string, resolved?: string, link?: boolean,
 *   optionalDependencies?: Record<string, string>}} LockedPackage
 */

const publicRegistry = 'https://registry.npmjs.org/';

/**
 * What is wrong with a lock file.
 * @param {Record<string, LockedPackage>} packages
 * @returns {string[]}
 */
export function lockFaults(packages) {
  const installed = Object.entries(packages).filter(([where]) => where !== '');
  return [
    ...Object.entries(packages).flatMap(([where, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !isLocked(packages, where, name))
        .map((name) => `${where}: its optional dependency ${name} is missing`),
    ),
    ...installed
      .filter(([, { integrity, link }]) => integrity === undefined && link !== true)
      .map(([where]) => `${where}: has no integrity hash`),
    ...installed
      .filter(([, { resolved }]) => resolved !== undefined && !resolved.startsWith(publicRegistry))
      .map(([where, { resolved }]) => `${where}: comes from ${resolved ?? ''}`),
  ];
}

/**
 * Node's own look-up: in the package's folder, then in each folder above it.
 * @param {Record<string, LockedPackage>} packages
 * @param {string} where
 * @param {string} name
 */
function isLocked(packages, where, name) {
  for (let folder = where; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === '') return false;
  }
}

if (process.argv[1] === import.meta.filename) {
  await runMain(() => {
    /** @type {{packages: Record<string, LockedPackage>}} */
    const lock = JSON.parse(readFileSync(path.join(projectRoot, 'package-lock.json'), 'utf8'));
    const faults = lockFaults(lock.packages);
    for (const fault of faults) console.log(fault);
    console.log(`${Object.keys(lock.packages).length - 1} packages locked, ${faults.length} faults`);
    return faults.length === 0 ? 0 : 1;
  });
}
