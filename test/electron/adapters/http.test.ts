/** The HTTP adapter against a real server on loopback. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { nodeHttp } from './plain-network.ts';

let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const plain = { method: 'GET', headers: {}, body: null, timeoutMs: 5_000, maxBytes: 1_000 } as const;

describe('http adapter', () => {
  test('posts a body and answers with status, headers and bytes', async () => {
    const url = await serve((request, response) => {
      request.setEncoding('utf8').on('data', (text) => {
        response.writeHead(201, { 'x-method': request.method }).end(`got ${String(text)}`);
      });
    });
    const answer = await nodeHttp.request({ ...plain, method: 'POST', url, body: 'ä' });
    expect(answer).toMatchObject({ kind: 'answered', status: 201 });
    if (answer.kind !== 'answered') return;
    expect(answer.headers['x-method']).toBe('POST');
    expect(Buffer.from(answer.body).toString('utf8')).toBe('got ä');
  });

  test('does not follow a redirect: a token would go with it', async () => {
    let visits = 0;
    const url = await serve((_request, response) => {
      visits += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await nodeHttp.request({ ...plain, url })).toMatchObject({ kind: 'answered', status: 302 });
    expect(visits).toBe(1);
  });

  test('refuses more than it was told to take, counted after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000));
    const url = await serve((request, response) => {
      if (request.url === '/gzip') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      else response.end(Buffer.alloc(request.url === '/fits' ? 1_000 : 1_001));
    });
    expect(await nodeHttp.request({ ...plain, url: `${url}fits` })).toMatchObject({ kind: 'answered' });
    expect(await nodeHttp.request({ ...plain, url })).toMatchObject({ kind: 'unreachable' });
    expect(bomb.length).toBeLessThan(2_000);
    expect(await nodeHttp.request({ ...plain, url: `${url}gzip`, maxBytes: 2_000 })).toMatchObject({
      kind: 'unreachable',
    });
  });

  test('a silent server is unreachable after the time limit', async () => {
    const url = await serve(() => undefined);
    expect(await nodeHttp.request({ ...plain, url, timeoutMs: 20 })).toMatchObject({ kind: 'unreachable' });
  });

  test.each(['http://127.0.0.1:1/', 'not a url', 'ftp://127.0.0.1/'])(
    '%s is unreachable, never thrown',
    async (url) => {
      const answer = await nodeHttp.request({ ...plain, url });
      expect(answer.kind).toBe('unreachable');
    },
  );
});
