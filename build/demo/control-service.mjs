// @ts-check
// Starts the control service with the demo organisation and waits until it listens.
import { existsSync, readFileSync, rmSync, watch } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { BuildError } from '../run-command.mjs';
import { demoFolders } from './demo-folders.mjs';
import { startLogged } from './logged-process.mjs';

/** @typedef {import('./logged-process.mjs').LoggedProcess} LoggedProcess */
/** @typedef {{pid: number, httpUrl: string, smtp: {host: string, port: number}, adminToken: string}} Ready the service's ready file */

const asNpmRunService = ['--require', './service/disk-threads.cjs', '--import', 'tsx', 'service/main.ts'];
const host = '127.0.0.1';
const preferredPorts = { http: 8025, smtp: 8026 };
// The first start makes the demo organisation and its mail, on a slow machine.
const readyTimeoutMs = 90_000;
const healthTimeoutMs = 2_000;

/**
 * The preferred port, or 0 for any free one when it is taken.
 * @param {number} port
 * @returns {Promise<number>}
 */
function freePort(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(0);
    });
    probe.listen(port, host, () => probe.close(() => resolve(port)));
  });
}

/** @returns {Ready} */
function readReadyFile() {
  return JSON.parse(readFileSync(demoFolders.readyFile, 'utf8'));
}

/**
 * The service of a demo that is still running, if there is one: two must not share a data folder.
 * @returns {Promise<Ready | undefined>}
 */
export async function runningService() {
  if (!existsSync(demoFolders.readyFile)) return undefined;
  const ready = readReadyFile();
  // Asked instead of looking for its process: after a restart of the machine another one may have its number.
  const answers = await fetch(`${ready.httpUrl}/healthz`, {
    signal: AbortSignal.timeout(healthTimeoutMs),
  }).then(
    () => true,
    () => false,
  );
  return answers ? ready : undefined;
}

/**
 * @returns {Promise<{service: LoggedProcess, ready: Ready}>}
 * @throws {BuildError} with the end of the service's log, if it does not come up
 */
export async function startControlService() {
  rmSync(demoFolders.readyFile, { force: true });
  const [http, smtp] = await Promise.all([freePort(preferredPorts.http), freePort(preferredPorts.smtp)]);
  const flags = [
    '--seed',
    'demo',
    '--lab',
    '--data',
    demoFolders.service,
    '--ready-file',
    demoFolders.readyFile,
  ];
  const service = startLogged({
    name: 'control service',
    command: process.execPath,
    args: [...asNpmRunService, ...flags, '--http', `${host}:${http}`, '--smtp', `${host}:${smtp}`],
    env: {},
    logFile: demoFolders.serviceLog,
  });
  const failure = await Promise.race([
    readyFileAppears(),
    service.exited.then((code) => `it ended with code ${code}`),
  ]);
  if (failure !== undefined) {
    await service.stop();
    throw new BuildError(
      `The control service did not start: ${failure}. The end of its log:\n\n${service.logTail()}`,
    );
  }
  return { service, ready: readReadyFile() };
}

/** @returns {Promise<string | undefined>} why it did not appear */
function readyFileAppears() {
  return new Promise((resolve) => {
    /** @param {string} [failure] */
    const settle = (failure) => {
      clearTimeout(timer);
      watcher.close();
      resolve(failure);
    };
    const look = () => {
      if (existsSync(demoFolders.readyFile)) settle();
    };
    const timer = setTimeout(
      () => settle(`it was not ready within ${readyTimeoutMs / 1000} s`),
      readyTimeoutMs,
    );
    const watcher = watch(path.dirname(demoFolders.readyFile), look);
    look();
  });
}
