/** A TCP client that speaks WebSocket by hand, to say what no library would let it. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { CHANNEL_PATH, SUBPROTOCOL } from '../../../shared/protocol/version.ts';

const CLOSE_OPCODE = 0x88;
const NORMAL_HEADERS: Readonly<Record<string, string>> = {
  Host: 'localhost',
  Upgrade: 'websocket',
  Connection: 'Upgrade',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Protocol': SUBPROTOCOL,
};

export interface RawSocket {
  readonly socket: Socket;
  /** The code of the close frame, or null when the socket ended without one. */
  readonly closeCode: Promise<number | null>;
}

/** The status of an upgrade with other headers (undefined leaves one out) or another path. */
export async function upgradeStatus(
  port: number,
  change: Readonly<Record<string, string | undefined>>,
  path = CHANNEL_PATH,
): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  const answer = textOf(socket);
  socket.write(requestOf(path, { ...NORMAL_HEADERS, ...change }));
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(await answer)?.[1]);
}

/** What the server answers to bytes that are no upgrade. */
export async function answerTo(port: number, bytes: Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const answer = textOf(socket);
  socket.write(bytes);
  return answer;
}

/** A connection on which the service has said hello. */
export async function openRaw(port: number): Promise<RawSocket> {
  const socket = connect(port, '127.0.0.1');
  socket.write(requestOf(CHANNEL_PATH, NORMAL_HEADERS));
  let received = Buffer.alloc(0);
  socket.on('data', (data: Buffer) => {
    received = Buffer.concat([received, data]);
    if (closeCodeIn(received) !== null) socket.end();
  });
  while (!received.includes('"type":"hello"')) await once(socket, 'data');
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  // A reset after the close frame is a close too.
  socket.on('error', () => socket.destroy());
  return { socket, closeCode: ended.then(() => closeCodeIn(received)) };
}

function requestOf(path: string, headers: Readonly<Record<string, string | undefined>>): string {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}\r\n`],
  );
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

async function textOf(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (data: Buffer) => {
    text += data.toString('latin1');
    if (text.includes('\r\n\r\n')) socket.end();
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', () => socket.destroy());
  await closed;
  return text;
}

/** Walks the server's frames (unmasked) after the HTTP head. */
function closeCodeIn(received: Buffer): number | null {
  let offset = received.indexOf('\r\n\r\n') + 4;
  while (offset + 2 <= received.length) {
    const short = received[offset + 1] ?? 0;
    const long = short === 126;
    const payload = offset + (long ? 4 : 2);
    if (received[offset] === CLOSE_OPCODE) return received.readUInt16BE(payload);
    offset = payload + (long ? received.readUInt16BE(offset + 2) : short);
  }
  return null;
}
