/** WebSockets by `ws`: small frames, no compression, no redirects; a failure is a close and never a throw. */
import { WebSocket, type RawData } from 'ws';
import type { Socket, SocketListener, Sockets } from '../device/ports.ts';
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

export const webSockets: Sockets = { open };

function open(url: string, subprotocol: string, listener: SocketListener): Socket {
  const events = once(listener);
  const socket = connect(url, subprotocol);
  if (socket instanceof WebSocket) return attach(socket, events);
  // Told later, as every other outcome is, so that the caller has its handle first.
  queueMicrotask(() => {
    events.closed(ABNORMAL_CLOSURE, socket.message);
  });
  return { send: () => undefined, close: events.closed };
}

function connect(url: string, subprotocol: string): WebSocket | Error {
  try {
    return new WebSocket(url, [subprotocol], OPTIONS);
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
}

function attach(socket: WebSocket, events: SocketListener): Socket {
  let failure = '';
  const close = (code: number, reason: string): void => {
    events.closed(code, reason);
    if (socket.readyState === WebSocket.OPEN) socket.close(code, reason);
    else socket.terminate();
  };
  socket.on('open', events.opened);
  socket.on('ping', events.heard);
  socket.on('pong', events.heard);
  socket.on('message', (data, isBinary) => {
    events.heard();
    if (isBinary) close(BAD_FRAME, 'binary frame');
    else events.text(textOf(data));
  });
  socket.on('error', (error) => (failure = error.message));
  socket.on('close', (code, reason) => {
    events.closed(code, reason.length > 0 ? reason.toString('utf8') : failure);
  });
  return {
    send: (frame) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(frame);
    },
    close,
  };
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8');
}

/** `closed` once and nothing after it, whatever the library still has to tell. */
function once(listener: SocketListener): SocketListener {
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
    closed: (code, reason) => {
      if (ended) return;
      ended = true;
      listener.closed(code, reason);
    },
  };
}
