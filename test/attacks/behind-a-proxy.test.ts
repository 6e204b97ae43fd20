/** One stranger's connections through a trusted proxy are that stranger's: they do not take the places of all who come by it. */
import { createServer, get, type Server } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createStrangers } from '../../service/connections/strangers.ts';
import { watchServer } from '../../service/connections/watch-server.ts';
import { createClientAddress } from '../../service/http/client-address.ts';

const PER_CLIENT = 5;
const STRANGER = '203.0.113.9';

/** Answers requests, and holds upgrades as a channel holds a device that has not proven itself. */
async function startServer(): Promise<{ readonly port: number; readonly held: () => number }> {
  const server: Server = createServer((request, response) => response.end(request.url));
  const strangers = createStrangers({ perClient: PER_CLIENT, inAll: 100, graceMs: Infinity }, () => 0);
  watchServer(
    server,
    strangers,
    createClientAddress((address) => address === '127.0.0.1'),
  );
  server.on('upgrade', (_request, socket) => {
    socket.on('error', () => undefined);
    if (!socket.destroyed) socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, held: strangers.count };
}

/** As a proxy passes on an upgrade; resolves with whether it was taken, and stays open then. */
async function upgraded(port: number, client: string): Promise<boolean> {
  const socket: Socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  socket.write(
    `GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-Forwarded-For: ${client}\r\n\r\n`,
  );
  return Promise.race([once(socket, 'data').then(() => true), once(socket, 'close').then(() => false)]);
}

async function answered(port: number, client: string): Promise<boolean> {
  const request = get({ port, host: '127.0.0.1', agent: false, headers: { 'x-forwarded-for': client } });
  return new Promise((resolve) => {
    request.on('response', (response) => {
      response.resume();
      resolve(true);
    });
    request.on('error', () => resolve(false));
  });
}

test('a stranger behind a trusted proxy is held to the limit of one, and the others there come in', async () => {
  const { port, held } = await startServer();
  const tried = [];
  for (let n = 0; n < 3 * PER_CLIENT; n += 1) tried.push(await upgraded(port, STRANGER));
  expect(tried.filter(Boolean)).toHaveLength(PER_CLIENT);
  await expect.poll(held).toBe(PER_CLIENT);
  for (let n = 0; n < PER_CLIENT; n += 1) expect(await upgraded(port, `198.51.100.${String(n)}`)).toBe(true);
  expect(await answered(port, '198.51.100.77')).toBe(true);
  expect(await answered(port, STRANGER)).toBe(false);
});

test('a header counts for nothing where the peer is no proxy', async () => {
  const server = createServer((_request, response) => response.end());
  const strangers = createStrangers({ perClient: 1, inAll: 100, graceMs: Infinity }, () => 0);
  watchServer(
    server,
    strangers,
    createClientAddress(() => false),
  );
  server.on('upgrade', (_request, socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  expect(await upgraded(port, '198.51.100.1')).toBe(true);
  expect(await upgraded(port, '198.51.100.2')).toBe(false);
});
