// @ts-check
// A display for windows to open on: the person's, or on Linux without one a virtual one in memory.
import { spawn } from 'node:child_process';
import { BuildError } from './run-command.mjs';
import { openSessionBus } from './session-bus.mjs';
import { hasDisplay } from './setup/system-libraries.mjs';

/** @typedef {{env: NodeJS.ProcessEnv, virtual: boolean, stop: () => Promise<void>}} Display what a program needs to open windows */

const screen = '1600x1000x24';
const startTimeoutMs = 20_000;

/**
 * @returns {Promise<Display>}
 * @throws {BuildError} if there is no display and Xvfb cannot make one
 */
export async function openDisplay() {
  if (process.platform !== 'linux' || hasDisplay())
    return { env: {}, virtual: false, stop: () => Promise.resolve() };
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'], {
    // In a group of its own: Ctrl+C must reach the windows before the display under them goes away.
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  // Waits for the end: a display that is going away would take the socket of the next one with it.
  const gone = new Promise((resolve) => server.once('close', resolve));
  const stop = async () => {
    bus.stop();
    server.ref();
    server.kill('SIGTERM');
    await gone;
  };
  process.once('exit', () => server.kill('SIGTERM'));
  const number = await displayNumber(server);
  // A script that fails elsewhere ends, and takes the display with it.
  server.unref();
  const display = { DISPLAY: `:${number}` };
  const bus = await openSessionBus(display);
  return { env: { ...display, ...bus.env }, virtual: true, stop };
}

/**
 * Xvfb picks a free number and writes it to the pipe it was given, once it accepts windows.
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    /** @param {string} reason */
    const fail = (reason) => {
      clearTimeout(timer);
      reject(new BuildError(`There is no display, and Xvfb (package xvfb) made none: ${reason}.`));
    };
    const timer = setTimeout(() => fail('it did not start in time'), startTimeoutMs);
    server.once('error', (error) => fail(error.message));
    server.once('exit', (code) => fail(`it ended with code ${code ?? 'none'}`));
    let written = '';
    server.stdio[3]?.on('data', (/** @type {Buffer} */ part) => {
      written += part.toString();
      // The number and the line's end are written apart, and a pipe closed between them ends the server.
      if (!written.endsWith('\n')) return;
      clearTimeout(timer);
      server.removeAllListeners('exit');
      server.stdio[3]?.destroy();
      resolve(written.trim());
    });
  });
}
