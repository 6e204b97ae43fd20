/** Chromium's lock on a profile (`SingletonLock`, a link to `HOST-PID`): whether a computer of another name holds it. */
import { readlinkSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';

const LOCK = 'SingletonLock';
const SOCKET = 'SingletonSocket';
const PARTS = [LOCK, 'SingletonCookie', SOCKET];

/** A process that is there answers at once; one that hangs is there too, and its socket takes the connection. */
const ANSWER_WITHIN_MS = 2_000;

/** The name of the computer that a lock is of, when it is another than this; null for one of here, none, or what is no lock. */
export function otherHost(target: string | null, host: string): string | null {
  const [, name = null] = /^(.+)-\d+$/.exec(target ?? '') ?? [];
  return name === host ? null : name;
}

export interface ProfileLock {
  /** The other computer's name, or null. */
  readonly heldBy: (host: string) => string | null;
  /** Whether the process that has the profile runs on this computer, whatever its name was when it started. */
  readonly answers: () => Promise<boolean>;
  /** Leaves the profile to whoever asks next. */
  readonly release: () => void;
}

export function profileLock(folder: string): ProfileLock {
  const target = (name: string): string | null => {
    try {
      return readlinkSync(path.join(folder, name));
    } catch {
      // Nobody has it, or this is Windows, which keeps no file.
      return null;
    }
  };
  return {
    heldBy: (host) => otherHost(target(LOCK), host),
    answers: () => accepts(target(SOCKET)),
    release() {
      for (const name of PARTS) rmSync(path.join(folder, name), { force: true });
    },
  };
}

function accepts(socketPath: string | null): Promise<boolean> {
  if (socketPath === null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect(socketPath);
    const end = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(ANSWER_WITHIN_MS);
    socket.once('connect', () => end(true));
    socket.once('timeout', () => end(false));
    socket.once('error', () => end(false));
  });
}
