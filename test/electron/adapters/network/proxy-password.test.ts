/** A password that a proxy refuses: directories lock the account of who sends it again and again. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createHttp } from '../../../../electron/adapters/http.ts';
import { createNetwork } from '../../../../electron/adapters/network/network.ts';
import type { ProxyCredentials } from '../../../../electron/adapters/network/route.ts';

test('a refused password is sent once, whatever is tried by it; typed again it is sent again', async () => {
  const sent: (string | undefined)[] = [];
  const proxy = createServer().on('connect', ({ headers }, socket) => {
    sent.push(headers['proxy-authorization']);
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n');
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => void proxy.close());
  const { port } = proxy.address() as AddressInfo;
  let credentials: ProxyCredentials = { name: 'ada', password: 'old', typed: 1 };
  const http = createHttp(
    createNetwork({
      findRoutes: async () => [{ kind: 'proxy', scheme: 'http', host: '127.0.0.1', port, credentials }],
      authorityFile: null,
      environment: {},
    }),
  );
  const ask = () =>
    http.request({
      ...{ method: 'GET', url: 'https://mail.example/', headers: {}, body: null },
      ...{ timeoutMs: 60_000, maxBytes: 1 },
    });
  const wrong = { kind: 'unreachable', failure: { kind: 'proxy-password-wrong' } };
  for (let tries = 0; tries < 3; tries += 1) expect(await ask()).toMatchObject(wrong);
  expect(sent).toHaveLength(1);
  credentials = { ...credentials, typed: 2 };
  expect(await ask()).toMatchObject(wrong);
  expect(sent).toHaveLength(2);
});
