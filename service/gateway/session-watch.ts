/** Counts what sessions do wrong, and says when one has to go; connections per network too (security, "Limits"). */
import { networkOf } from '../network-of.ts';
import { MAX_CONNECTIONS_PER_ADDRESS, MAX_ERRORS_PER_SESSION, MAX_IDLE_COMMANDS } from './limits.ts';

export interface SessionWatch {
  /** False: this address has enough connections; the session does not count. */
  readonly opened: (sessionId: string, remoteAddress: string) => boolean;
  readonly closed: (sessionId: string) => void;
  /** True, once: the session has to go. */
  readonly command: (sessionId: string) => boolean;
  readonly reply: (sessionId: string, code: number) => boolean;
  /** A message came through: the session is of use. */
  readonly accepted: (sessionId: string) => void;
  readonly openCount: () => number;
}

interface Counts {
  readonly network: string;
  errors: number;
  commands: number;
}

export function createSessionWatch(): SessionWatch {
  const sessions = new Map<string, Counts>();
  const perNetwork = new Map<string, number>();
  return {
    opened: (sessionId, remoteAddress) => {
      const network = networkOf(remoteAddress);
      const others = perNetwork.get(network) ?? 0;
      if (others >= MAX_CONNECTIONS_PER_ADDRESS) return false;
      perNetwork.set(network, others + 1);
      sessions.set(sessionId, { network, errors: 0, commands: 0 });
      return true;
    },
    closed: (sessionId) => {
      const counts = sessions.get(sessionId);
      if (counts === undefined) return;
      sessions.delete(sessionId);
      const left = (perNetwork.get(counts.network) ?? 1) - 1;
      if (left === 0) perNetwork.delete(counts.network);
      else perNetwork.set(counts.network, left);
    },
    command: (sessionId) => {
      const counts = sessions.get(sessionId);
      if (counts === undefined) return false;
      counts.commands += 1;
      return counts.commands === MAX_IDLE_COMMANDS + 1;
    },
    reply: (sessionId, code) => {
      const counts = sessions.get(sessionId);
      if (counts === undefined || code < FIRST_ERROR_CODE) return false;
      counts.errors += 1;
      return counts.errors === MAX_ERRORS_PER_SESSION + 1;
    },
    accepted: (sessionId) => {
      const counts = sessions.get(sessionId);
      if (counts !== undefined) counts.commands = 0;
    },
    openCount: () => sessions.size,
  };
}

const FIRST_ERROR_CODE = 400;
