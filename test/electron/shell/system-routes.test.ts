/** The way as Chromium tells it, and the passwords that proxies were given. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readProxyList } from '../../../electron/shell/proxy-list.ts';
import { createProxyPasswords } from '../../../electron/shell/proxy-passwords.ts';
import { hostsIn } from '../../../electron/shell/proxy-script-hosts.ts';
import { createSystemRoutes } from '../../../electron/shell/system-routes.ts';

const log = { write: () => undefined };
const DIRECT = { kind: 'direct' };

test.each([
  ['DIRECT', [DIRECT]],
  ['', [DIRECT]],
  ['QUIC proxy.example:443', [DIRECT]],
  ['PROXY proxy.example:8080; DIRECT', [{ scheme: 'http', host: 'proxy.example', port: 8080 }, DIRECT]],
  [
    'HTTPS a:443;SOCKS b:1080;SOCKS5 c:1080',
    [{ scheme: 'https' }, { scheme: 'socks4' }, { scheme: 'socks5' }],
  ],
  ['PROXY [2001:db8::1]:3128', [{ host: '2001:db8::1', port: 3128 }]],
  ['PROXY noport', [DIRECT]],
])('%s', (list, routes) => {
  expect(readProxyList(list, () => null)).toMatchObject(routes);
});

function passwordsIn(folder: string, backend: string | null) {
  const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xff);
  const secrets = {
    backend: async () => backend,
    encrypt: async (text: string) => flipped(Buffer.from(text)),
    decrypt: async (sealed: Uint8Array) => Buffer.from(flipped(sealed)).toString(),
  };
  return createProxyPasswords(folder, secrets, log);
}

test('a password is given to its own proxy only, sealed on disk, and there after a restart', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'continuity-proxy-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await passwordsIn(folder, 'keychain').keep('a:8080', { name: 'ada', password: 'secret' });
  expect(readFileSync(path.join(folder, 'proxy-passwords'), 'latin1')).not.toContain('secret');
  const passwords = passwordsIn(folder, 'keychain');
  const asked: string[] = [];
  const resolveProxy = async (url: string): Promise<string> => {
    asked.push(url);
    return 'PROXY a:8080; PROXY b:8080';
  };
  const routes = await createSystemRoutes({ resolveProxy, passwords, log })(
    'wss://mail.example.org/device/v1',
  );
  expect(asked).toEqual(['https://mail.example.org/device/v1']);
  expect(routes).toMatchObject([{ credentials: { name: 'ada', password: 'secret' } }, { credentials: null }]);
});

test('without a secret store nothing of it is on disk', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'continuity-proxy-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const passwords = passwordsIn(folder, null);
  await passwords.keep('a:8080', { name: 'ada', password: 'secret' });
  expect(await passwords.find('a:8080')).toMatchObject({ name: 'ada', password: 'secret' });
  expect(await passwordsIn(folder, null).find('a:8080')).toBeNull();
});

test('a system that does not tell is taken as one without a proxy', async () => {
  const resolveProxy = (): Promise<string> => Promise.reject(new Error('no'));
  const passwords = { find: async () => null };
  expect(await createSystemRoutes({ resolveProxy, passwords, log })('https://a.example')).toEqual([DIRECT]);
});

test.each([
  ["'http://pac.corp.example:8080/proxy.pac'", ['pac.corp.example']],
  ['    AutoConfigURL    REG_SZ    http://proxy.corp.example/a.pac\r\n', ['proxy.corp.example']],
  ['  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : https://[2001:db8::1]/p\n', ['[2001:db8::1]']],
  ["''", []],
  ['http://a, EXCLUDE b/', ['a']],
])('the host of a proxy script, as %s has it', (printed, hosts) => {
  expect(hostsIn(printed)).toEqual(hosts);
});
