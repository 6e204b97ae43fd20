// @ts-check
// A command as a person would run it, with what it says, and an end even when it hangs.
import { spawn } from 'node:child_process';
import { npmCommand, projectRoot } from '../run-command.mjs';

/** @typedef {{exited: Promise<number | NodeJS.Signals>, said: () => string, until: (words: RegExp) => Promise<void>, write: (text: string) => void, interrupt: () => void, kill: () => void}} Spoken `kill` is for one that is still there */

// The slowest of them, on a machine that is busy with something else.
const limitMs = 180_000;

/** Whatever ends this script, nothing is left behind. @type {Set<() => void>} */
const kills = new Set();
process.once('exit', () => {
  for (const kill of kills) kill();
});

/**
 * `npm run NAME …`, in a group of its own, so that what it has started ends with it.
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Spoken} `exited` gives the exit code or the signal; `until` throws if it ends before it has said that
 */
export function startNpm(args, env = {}) {
  const { command, args: words } = npmCommand(['--silent', ...args]);
  const child = spawn(command, words, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  let text = '';
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @param {Buffer} part */
  const hear = (part) => {
    text += part.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  // One that has ended needs no more words.
  child.stdin.on('error', () => undefined);
  /** @param {NodeJS.Signals} signal */
  const signalAll = (signal) => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  };
  const kill = () => signalAll('SIGKILL');
  kills.add(kill);
  const limit = setTimeout(kill, limitMs);
  /** @type {Spoken['exited']} */
  const exited = new Promise((resolve) => {
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      kills.delete(kill);
      resolve(code ?? signal ?? 1);
    });
    child.once('error', (error) => {
      hear(Buffer.from(error.message));
      resolve(1);
    });
  });
  return {
    exited,
    said: () => text,
    until: (words) => untilSaid(words, exited, () => text, listeners),
    write: (line) => child.stdin.write(line),
    interrupt: () => signalAll('SIGINT'),
    kill,
  };
}

/**
 * @param {RegExp} words
 * @param {Spoken['exited']} exited
 * @param {() => string} said
 * @param {Set<() => void>} listeners
 * @returns {Promise<void>}
 */
function untilSaid(words, exited, said, listeners) {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!words.test(said())) return;
      listeners.delete(look);
      resolve();
    };
    listeners.add(look);
    look();
    void exited.then((code) => reject(new Error(`it ended with ${code}, without ${words}:\n${said()}`)));
  });
}
