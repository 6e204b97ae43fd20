/** The WebSocket adapter against a real server on loopback. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { webSockets } from './plain-network.ts';
import type { SocketListener } from '../../../electron/device/ports.ts';

const SUBPROTOCOL = 'continuity.device.v1';

let http: Server;
let server: WebSocketServer;
let url: string;

beforeEach(async () => {
  http = createServer();
  server = new WebSocketServer({ server: http, perMessageDeflate: true });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/device/v1`;
});

afterEach(() => {
  for (const client of server.clients) client.terminate();
  server.close();
  http.close();
});

function recorder() {
  const seen: string[] = [];
  const listener: SocketListener = {
    opened: () => seen.push('opened'),
    text: (frame) => seen.push(`text ${frame}`),
    heard: () => seen.push('heard'),
    closed: (code) => seen.push(`closed ${code}`),
  };
  return { seen, listener };
}

async function connected() {
  const { seen, listener } = recorder();
  const arrives = once(server, 'connection');
  const socket = webSockets.open(url, SUBPROTOCOL, listener);
  const [peer] = (await arrives) as [WebSocket];
  await expect.poll(() => seen).toContain('opened');
  return { seen, socket, peer };
}

describe('web-socket adapter', () => {
  test('carries text both ways under the subprotocol, without compression (M1)', async () => {
    const { seen, socket, peer } = await connected();
    expect(peer.protocol).toBe(SUBPROTOCOL);
    expect(peer.extensions).toBe('');
    const received = once(peer, 'message');
    socket.send('up');
    expect(String((await received)[0])).toBe('up');
    peer.send('down');
    await expect.poll(() => seen).toEqual(['opened', 'heard', 'text down']);
  });

  test('hears pings (G3)', async () => {
    const { seen, peer } = await connected();
    peer.ping();
    await expect.poll(() => seen).toContain('heard');
  });

  test('passes the close code of the service on', async () => {
    const { seen, peer } = await connected();
    peer.close(4003, 'revoked');
    await expect.poll(() => seen.at(-1)).toBe('closed 4003');
  });

  test('lets go at once, tells the peer the code, and drops what is sent afterwards', async () => {
    const { seen, socket, peer } = await connected();
    const closed = once(peer, 'close');
    socket.close(1000, 'bye');
    socket.send('too late');
    expect(seen.at(-1)).toBe('closed 1000');
    expect((await closed)[0]).toBe(1000);
    expect(seen.filter((line) => line.startsWith('closed'))).toHaveLength(1);
  });

  test('does not wait for a peer that no longer answers', async () => {
    const { seen, socket, peer } = await connected();
    peer.pause();
    socket.close(1000, 'bye');
    expect(seen.at(-1)).toBe('closed 1000');
  });

  test('refuses binary frames with 4008 and frames over 64 KiB (interfaces 3)', async () => {
    const binary = await connected();
    const closed = once(binary.peer, 'close');
    binary.peer.send(Buffer.from('x'));
    expect((await closed)[0]).toBe(4008);
    expect(binary.seen.some((line) => line.startsWith('text'))).toBe(false);

    const large = await connected();
    const largeClosed = once(large.peer, 'close');
    large.peer.send('x'.repeat(64 * 1024 + 1));
    expect((await largeClosed)[0]).toBe(1009);
    expect(large.seen.some((line) => line.startsWith('text'))).toBe(false);
  });

  test('a peer that vanishes is 1006', async () => {
    const { seen, peer } = await connected();
    peer.terminate();
    await expect.poll(() => seen.at(-1)).toBe('closed 1006');
  });

  test.each([
    ['nobody listens', () => 'ws://127.0.0.1:1/'],
    ['no address at all', () => 'not a url'],
    ['an unknown scheme', () => 'gopher://127.0.0.1/'],
    ['a redirect', () => url],
  ])('%s: closed, never thrown', async (name, address) => {
    if (name === 'a redirect') {
      server.options.verifyClient = (_info, refuse) => {
        refuse(false, 302, 'Found', { location: 'ws://127.0.0.1:1/' });
      };
    }
    const { seen, listener } = recorder();
    webSockets.open(address(), SUBPROTOCOL, listener);
    expect(seen).toEqual([]);
    await expect.poll(() => seen).toEqual(['closed 1006']);
  });
});
