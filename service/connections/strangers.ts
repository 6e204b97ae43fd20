/**
 * The open connections of whom nobody knows yet who they are: bounded for each client and in all, so that they never take
 * the places of those who have proven themselves. Where all is full a newcomer gets the place of the oldest connection of
 * whoever has most, so that no client keeps another one out.
 */
import type { StrangerLimits } from './limits.ts';

export interface StrangerSocket {
  readonly destroy: () => unknown;
}

export interface Strangers {
  /** false: there is no place, and the connection has to go. */
  readonly enter: (socket: StrangerSocket, client: string) => boolean;
  /** A request on it says whose it is. false: that client has no place left, and the connection has to go. */
  readonly isFrom: (socket: StrangerSocket, client: string) => boolean;
  /** It has said who it is, and that is being looked into: it is not sent away for being slow. */
  readonly beingProven: (socket: object) => void;
  /** Its place is free for others; also when it is closed. */
  readonly leave: (socket: object) => void;
  readonly count: () => number;
}

interface Stranger {
  readonly socket: StrangerSocket;
  readonly client: string;
  readonly sinceMs: number;
  isBeingProven: boolean;
}

export function createStrangers(limits: StrangerLimits, monotonicMs: () => number): Strangers {
  const strangers = new Map<object, Stranger>();
  /** In the order in which they came. */
  const byClient = new Map<string, Set<Stranger>>();

  const leave = (socket: object): void => {
    const stranger = strangers.get(socket);
    if (stranger === undefined) return;
    strangers.delete(socket);
    const others = byClient.get(stranger.client);
    others?.delete(stranger);
    if (others?.size === 0) byClient.delete(stranger.client);
  };
  const sendAway = (stranger: Stranger | undefined): boolean => {
    if (stranger === undefined) return false;
    leave(stranger.socket);
    stranger.socket.destroy();
    return true;
  };
  const isSlow = ({ sinceMs }: Stranger): boolean => monotonicMs() - sinceMs >= limits.graceMs;
  const makeRoom = (client: string): boolean => {
    const own = byClient.get(client)?.size ?? 0;
    if (own >= limits.perClient) return sendAway(oldest(byClient.get(client), isSlow));
    if (strangers.size < limits.inAll) return true;
    const most = [...byClient.values()].reduce(larger);
    return sendAway(most.size > own ? oldest(most) : oldest(strangers.values(), isSlow));
  };
  const enter: Strangers['enter'] = (socket, client) => {
    if (!makeRoom(client)) return false;
    const stranger = { socket, client, sinceMs: monotonicMs(), isBeingProven: false };
    strangers.set(socket, stranger);
    byClient.set(client, (byClient.get(client) ?? new Set<Stranger>()).add(stranger));
    return true;
  };
  return {
    enter,
    isFrom(socket, client) {
      const before = strangers.get(socket)?.client ?? client;
      if (before === client) return true;
      leave(socket);
      return enter(socket, client);
    },
    beingProven(socket) {
      const stranger = strangers.get(socket);
      if (stranger !== undefined) stranger.isBeingProven = true;
    },
    leave,
    count: () => strangers.size,
  };
}

function larger(one: Set<Stranger>, other: Set<Stranger>): Set<Stranger> {
  return other.size > one.size ? other : one;
}

function oldest(
  strangers: Iterable<Stranger> = [],
  mayGo: (stranger: Stranger) => boolean = () => true,
): Stranger | undefined {
  for (const stranger of strangers) {
    if (stranger.isBeingProven) continue;
    return mayGo(stranger) ? stranger : undefined;
  }
  return undefined;
}
