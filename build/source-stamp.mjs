// @ts-check
// Says whether what was built is older than what it was built from.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './run-command.mjs';

/**
 * A hash over names, sizes and times of change: cheap enough for every start, and changed by every edit and checkout.
 * @param {string[]} sources files and folders below the project
 */
function stampOf(sources) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesBelow).sort()) {
    const { size, mtimeMs } = statSync(path.join(projectRoot, file));
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** @param {string} source @returns {string[]} */
function filesBelow(source) {
  const place = path.join(projectRoot, source);
  if (statSync(place).isFile()) return [source];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)));
}

/**
 * Runs `build` unless its output is up to date.
 * @param {{sources: string[], output: string, force?: boolean}} target
 * @param {() => void} build throws when it fails; then the output counts as stale
 * @returns {boolean} whether it was built
 */
export function buildWhenStale({ sources, output, force = false }, build) {
  const stampFile = path.join(projectRoot, 'node_modules/.cache/continuity-companion', `${output}.stamp`);
  const stamp = stampOf(sources);
  const built = existsSync(path.join(projectRoot, output)) && existsSync(stampFile);
  if (!force && built && readFileSync(stampFile, 'utf8') === stamp) return false;
  rmSync(stampFile, { force: true });
  rmSync(path.join(projectRoot, output), { recursive: true, force: true });
  build();
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, stamp);
  return true;
}
