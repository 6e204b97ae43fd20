/** One device's connection: what is kept of it while it is open. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, type RawData } from 'ws';
import { plainAddress } from '../network-of.ts';
import type { Placement } from './deliveries.ts';
import type { LinkState } from './link-state.ts';
import type { AskedAddress } from './meant-address.ts';
import type { MessageBudget } from './message-budget.ts';

/** What a link needs of a `ws` socket. */
export interface LinkSocket {
  readonly readyState: number;
  readonly close: (code: number, reason: string) => void;
  readonly terminate: () => void;
  on(event: 'message', listener: (data: RawData, isBinary: boolean) => void): unknown;
  on(event: 'ping' | 'pong' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

export type LinkStream = Pick<Duplex, 'cork' | 'uncork' | 'writableLength'> & {
  readonly write: (frame: Buffer) => unknown;
};

export interface Link {
  readonly ws: LinkSocket;
  /** The same connection below `ws`: a frame that is ready is written to it as it is. */
  readonly socket: LinkStream;
  readonly remoteAddress: string;
  /** null: what carries it has no address. */
  readonly asked: AskedAddress | null;
  readonly nonce: string;
  state: LinkState;
  /** null until its truth has been read. */
  placement: Placement | null;
  /** The device has been told everything up to here, of what was not fanned out to it since. */
  revision: number;
  /** Service time at which it came online. */
  onlineSinceMs: number;
  heardMs: number;
  pingAtMs: number;
  /** When its token wants renewing, monotonic; infinite while there is none or one is on its way. */
  renewAtMs: number;
  budget: MessageBudget;
  /** Ends when all that the device told so far is saved, in its order. */
  saving: Promise<void>;
}

export function askedAddressOf({ headers, socket }: IncomingMessage): AskedAddress {
  return { host: headers.host ?? '', port: socket.localPort ?? 0 };
}

export function remoteAddressOf(request: IncomingMessage): string {
  return plainAddress(request.socket.remoteAddress ?? '') ?? 'unknown';
}

/**
 * Writes a finished frame in one system call. `ws` itself would write header and payload apart, and it has no queue
 * of its own that this could overtake, because permessage-deflate is never negotiated.
 */
export function writeFrame(link: Link, frame: Buffer): void {
  if (link.ws.readyState === WebSocket.OPEN) link.socket.write(frame);
}

export function isOnline(link: Link): boolean {
  return link.state.kind === 'live' || link.state.kind === 'refreshing';
}
