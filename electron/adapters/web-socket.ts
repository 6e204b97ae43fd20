/** WebSockets by `ws`: small frames, no compression, no redirects; a failure is a close and never a throw. */
import type { Agent, ClientRequest, IncomingMessage } from 'node:http';
import { WebSocket, type RawData } from 'ws';
import { failureOfAnswer } from '../../shared/domain/failure-of-answer.ts';
import type { NetworkFailure } from '../../shared/domain/network-failure.ts';
import type { SocketListener, Sockets } from '../device/ports.ts';
import type { Network } from './network/network.ts';
import { watchRequest } from './network/watch-request.ts';
import { WayError } from './network/way-error.ts';
import { MAX_FRAME_BYTES } from '../../shared/domain/limits.ts';
import { SECOND_MS } from '../../shared/domain/instant.ts';

/** DNS, TCP, TLS and the upgrade together. G2 allows 5 s for them. */
const HANDSHAKE_TIMEOUT_MS = 5 * SECOND_MS;
/** How long the peer has to answer our close frame before the connection is torn down. */
const CLOSE_TIMEOUT_MS = 2 * SECOND_MS;
/** A frame of 64 KiB comes in one piece or a few; a flood of tiny ones is an attack on memory (ws advisory 2026-05-22). */
const MAX_FRAGMENTS = 64;
const MAX_BUFFERED_CHUNKS = 1024;
/** RFC 6455 7.1.5: the connection ended without a close frame. */
const ABNORMAL_CLOSURE = 1006;
const BAD_FRAME = 4008;

// Declared apart from its use: @types/ws does not know `closeTimeout` yet.
const OPTIONS = {
  followRedirects: false,
  perMessageDeflate: false,
  maxPayload: MAX_FRAME_BYTES,
  maxFragments: MAX_FRAGMENTS,
  maxBufferedChunks: MAX_BUFFERED_CHUNKS,
  handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
  closeTimeout: CLOSE_TIMEOUT_MS,
};

export function createWebSockets(network: Network): Sockets {
  return {
    open(url, subprotocol, listener) {
      const events = once(listener);
      let socket: WebSocket | null = null;
      const letGo = (code: number, reason: string): void => {
        events.closed(code, reason);
        if (socket?.readyState === WebSocket.OPEN) socket.close(code, reason);
        else socket?.terminate();
      };
      const opening = { url, subprotocol, events, letGo, opened: (by: WebSocket) => (socket = by) };
      void openByFirstWay(network, opening);
      return {
        send: (frame) => {
          if (socket?.readyState === WebSocket.OPEN) socket.send(frame);
        },
        close: letGo,
      };
    },
  };
}

interface Opening {
  readonly url: string;
  readonly subprotocol: string;
  readonly events: OnceListener;
  readonly letGo: (code: number, reason: string) => void;
  /** There is something to let go of from now on. */
  readonly opened: (socket: WebSocket) => void;
}

/** What became of a way; `up`: it leads there, and its own close is told by itself. */
type Outcome = { readonly kind: 'up' } | { readonly kind: 'failed'; readonly failure: NetworkFailure };

async function openByFirstWay(network: Network, opening: Opening): Promise<void> {
  const { events, url } = opening;
  try {
    const agents = await network.agentsFor(url);
    let outcome: Outcome = { kind: 'failed', failure: { kind: 'unreachable', host: new URL(url).host } };
    for (const agent of agents) {
      if (events.haveEnded()) return;
      outcome = await attempt(agent, opening);
      if (outcome.kind === 'up' || outcome.failure.kind !== 'proxy-unreachable') break;
    }
    if (outcome.kind === 'failed') events.closed(ABNORMAL_CLOSURE, '', outcome.failure);
  } catch (cause) {
    const failure = cause instanceof WayError ? cause.failure : undefined;
    events.closed(ABNORMAL_CLOSURE, cause instanceof Error ? cause.message : String(cause), failure);
  }
}

function attempt(agent: Agent, opening: Opening): Promise<Outcome> {
  const { url, subprotocol, events } = opening;
  return new Promise((resolve) => {
    const failed = (failure: NetworkFailure): void => resolve({ kind: 'failed', failure });
    let failureOf: ReturnType<typeof watchRequest> = () => ({ kind: 'unreachable', host: new URL(url).host });
    const socket = new WebSocket(url, [subprotocol], {
      ...OPTIONS,
      agent,
      finishRequest: (request: ClientRequest) => {
        failureOf = watchRequest(request, url);
        request.end();
      },
    });
    opening.opened(socket);
    let isUp = false;
    socket.on('open', () => {
      isUp = true;
      resolve({ kind: 'up' });
      events.opened();
    });
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      failed(failureOfUpgrade(response, url));
    });
    socket.on('error', (error) => failed(failureOf(withCode(error))));
    socket.on('close', (code, reason) => {
      if (isUp) events.closed(code, reason.toString('utf8'));
      failed({ kind: 'cut-off', host: new URL(url).host });
    });
    attach(socket, opening);
  });
}

function attach(socket: WebSocket, { events, letGo }: Opening): void {
  socket.on('ping', events.heard);
  socket.on('pong', events.heard);
  socket.on('message', (data, isBinary) => {
    events.heard();
    if (isBinary) letGo(BAD_FRAME, 'binary frame');
    else events.text(textOf(data));
  });
}

function failureOfUpgrade(
  { statusCode: status = 0, headers: given }: IncomingMessage,
  url: string,
): NetworkFailure {
  const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));
  return failureOfAnswer({ status, headers }, url) ?? { kind: 'channel-blocked', host: new URL(url).host };
}

/** The library's own errors have no codes, and this is the one of them that is the network's. */
function withCode(error: Error): Error {
  return error.message === 'Opening handshake has timed out'
    ? Object.assign(error, { code: 'ETIMEDOUT' })
    : error;
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');
}

interface OnceListener extends SocketListener {
  readonly haveEnded: () => boolean;
}

/** `closed` once and nothing after it, whatever the library still has to tell. */
function once(listener: SocketListener): OnceListener {
  let ended = false;
  return {
    opened: () => {
      if (!ended) listener.opened();
    },
    text: (frame) => {
      if (!ended) listener.text(frame);
    },
    heard: () => {
      if (!ended) listener.heard();
    },
    closed: (code, reason, failure) => {
      if (ended) return;
      ended = true;
      listener.closed(code, reason, failure);
    },
    haveEnded: () => ended,
  };
}
