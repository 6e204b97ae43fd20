// @ts-check
// A child process whose output goes to a log file, and which is ended with patience first.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { projectRoot } from '../run-command.mjs';

/**
 * @typedef {{name: string, pid: number | undefined, exited: Promise<number>, stop: () => Promise<void>, logTail: () => string}} LoggedProcess
 *   `exited` gives the exit code; 1 when a signal or a failure to start ended it
 */

// Longer than the service's own drain, which has to finish first.
const patienceMs = 15_000;
const tailLines = 25;

/**
 * @param {{name: string, command: string, args: string[], env: NodeJS.ProcessEnv, logFile: string}} options
 * @returns {LoggedProcess}
 */
export function startLogged({ name, command, args, env, logFile }) {
  const log = openSync(logFile, 'w', 0o600);
  const child = spawn(command, args, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
    // In a group of its own, so that Ctrl+C reaches only this script, which then ends things in order.
    detached: process.platform !== 'win32',
  });
  closeSync(log);
  /** @type {string | undefined} */
  let startFailure;
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => {
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
    child.once('error', (error) => {
      startFailure = error.message;
      resolve(1);
    });
  });
  // Whatever ends this script, nothing is left behind.
  process.once('exit', () => child.kill('SIGKILL'));
  const stop = async () => {
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await exited;
    clearTimeout(kill);
  };
  const logTail = () =>
    startFailure ?? readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-tailLines).join('\n');
  return { name, pid: child.pid, exited, stop, logTail };
}
