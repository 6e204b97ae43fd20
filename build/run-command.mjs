// @ts-check
// Runs other programs for the build scripts: with the person watching, or quietly for their answer.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '..');

/** A failure that a person can act on: shown without a stack. */
export class BuildError extends Error {}

/**
 * Runs a program on the person's terminal.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv}} [options]
 * @returns {number} exit code; 1 if the program was ended by a signal
 * @throws {BuildError} if the program cannot be started
 */
export function runVisibly(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: projectRoot, ...options, stdio: 'inherit' });
  if (result.error) throw new BuildError(`cannot run ${command}: ${result.error.message}`);
  return result.status ?? 1;
}

/**
 * Runs a program for its answer.
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number}} [options]
 * @returns {{ok: boolean, stdout: string, stderr: string}} not ok also when the program does not exist
 */
export function runQuietly(command, args, { timeoutMs, ...options } = {}) {
  const result = spawnSync(command, args, {
    cwd: projectRoot,
    ...options,
    timeout: timeoutMs,
    encoding: 'utf8',
  });
  const stderr = result.error ? result.error.message : result.stderr;
  return { ok: result.status === 0, stdout: result.error ? '' : result.stdout, stderr };
}

/**
 * How to call the npm that runs this script, or the one on the path.
 * @param {string[]} args
 * @returns {{command: string, args: string[]}}
 */
export function npmCommand(args) {
  const running = process.env['npm_execpath'];
  if (running?.endsWith('.js')) return { command: process.execPath, args: [running, ...args] };
  // On Windows npm is a script, which only a shell can start.
  if (process.platform === 'win32') return { command: 'cmd.exe', args: ['/d', '/s', '/c', 'npm', ...args] };
  return { command: 'npm', args };
}

/**
 * How to call a tool of node_modules without a shell.
 * @param {string} script path below node_modules
 * @param {string[]} args
 * @returns {{command: string, args: string[]}}
 */
export function nodeTool(script, args) {
  return { command: process.execPath, args: [path.join(projectRoot, 'node_modules', script), ...args] };
}

/**
 * Where a program is on the search path, if it is there.
 * @param {string} name
 * @returns {string | undefined}
 */
export function findProgram(name) {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const candidate = path.join(folder, name);
    if (folder !== '' && isExecutable(candidate)) return candidate;
  }
  return undefined;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs a script's main function and turns its outcome into an exit code.
 * @param {() => number | Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(`\n${error.message}`);
    process.exitCode = 1;
  }
}
