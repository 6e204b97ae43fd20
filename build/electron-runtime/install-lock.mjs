// @ts-check
// Keeps two processes from installing the same runtime at once.
import { readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { BuildError } from '../run-command.mjs';

const pollEveryMs = 500;
// Longer than the slowest download seen; after that the other process is taken to hang.
const giveUpAfterMs = 10 * 60 * 1000;

/**
 * Runs `work` while no other process does so under the same lock. A lock whose owner has died is taken over.
 * @param {string} lock path of the lock, a link that names its owner
 * @param {(line: string) => void} say
 * @param {() => Promise<void>} work
 * @throws {BuildError} when the other process does not finish
 */
export async function withInstallLock(lock, say, work) {
  const until = Date.now() + giveUpAfterMs;
  let announced = false;
  for (let owner = tryLock(lock); owner !== undefined; owner = tryLock(lock)) {
    if (Date.now() > until) throw new BuildError(`Process ${owner} holds ${lock} and does not finish.`);
    if (!announced) say(`Electron: waiting for process ${owner}, which is installing the runtime`);
    announced = true;
    await delay(pollEveryMs);
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/**
 * @param {string} lock
 * @returns {number | undefined} the living process that holds it; undefined when it is now ours
 */
function tryLock(lock) {
  try {
    // A link is made whole, with its content, or not at all.
    symlinkSync(String(process.pid), lock);
    return undefined;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  const owner = ownerOf(lock);
  if (owner !== undefined && isAlive(owner)) return owner;
  rmSync(lock, { force: true });
  return tryLock(lock);
}

/** @param {string} lock */
function ownerOf(lock) {
  try {
    return Number(readlinkSync(lock));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** @param {unknown} error @param {string} code */
function hasCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
