/** Which HTTP upgrades become a device's connection; the others get a plain HTTP answer that says why. */
import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { innerPath } from '../public-path.ts';
import { CHANNEL_PATH, SUBPROTOCOL } from '../../shared/protocol/version.ts';

const WEBSOCKET_VERSION = '13';

export interface UpgradeRefusal {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/** null: go on. What is missing here (`Upgrade`, `Sec-WebSocket-Key`) `ws` refuses itself, with 400. */
export function refusalOf({ url = '', headers }: Asked, publicUrl: string | null): UpgradeRefusal | null {
  const [path, query] = innerPath(url, publicUrl).split('?', 2);
  if (path !== CHANNEL_PATH) return { status: 404, text: `the device channel is at ${CHANNEL_PATH}` };
  // Proxies log addresses, so nobody may get used to putting a secret there.
  if (query !== undefined) return { status: 400, text: 'the device channel takes no query' };
  if (headers.origin !== undefined) return { status: 403, text: 'the device channel is not for web pages' };
  if (headers['sec-websocket-version'] !== WEBSOCKET_VERSION) {
    const required = { Upgrade: 'websocket', 'Sec-WebSocket-Version': WEBSOCKET_VERSION };
    return { status: 426, text: `WebSocket version ${WEBSOCKET_VERSION} is required`, headers: required };
  }
  if (!offered(headers['sec-websocket-protocol']).includes(SUBPROTOCOL)) {
    return { status: 400, text: `the subprotocol ${SUBPROTOCOL} is required` };
  }
  return null;
}

/** For a page, mostly, whose name was made to lead here. */
export const FOREIGN_HOST: UpgradeRefusal = {
  status: 421,
  text: 'this service does not answer to that name: it is started with --public-url to do so',
};

/** For a service that is draining or has its hands full. */
export function unavailable(retryAfterMs: number): UpgradeRefusal {
  const retryAfterSeconds = Math.ceil(retryAfterMs / 1000);
  return {
    status: 503,
    text: 'no more connections at the moment',
    headers: { 'Retry-After': String(retryAfterSeconds) },
  };
}

export function answerRefusal(socket: Duplex, { status, text, headers = {} }: UpgradeRefusal): void {
  const fields = {
    Connection: 'close',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(text)),
    ...headers,
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  // A peer that is gone already needs no answer.
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head.join('')}\r\n${text}`);
}

function offered(header: string | undefined): readonly string[] {
  return header === undefined ? [] : header.split(',').map((name) => name.trim());
}
