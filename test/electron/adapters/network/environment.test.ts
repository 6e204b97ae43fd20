/** Proxies as a terminal's variables name them, and whom they leave out. */
import { describe, expect, test } from 'vitest';
import { routesIn } from '../../../../electron/adapters/network/routes-from-environment.ts';
import { readProxyAddress } from '../../../../electron/adapters/network/proxy-address.ts';

const URL_ASKED = 'https://mail.example.org/continuity';
const PROXY = { HTTPS_PROXY: 'http://proxy.example:8080' };
const kindFor = (environment: Readonly<Record<string, string>>, url = URL_ASKED): string | undefined =>
  routesIn(environment, url)[0]?.kind;

describe('which variable counts', () => {
  test.each([
    [{}, 'direct'],
    [PROXY, 'proxy'],
    [{ https_proxy: 'proxy.example:8080' }, 'proxy'],
    [{ ALL_PROXY: 'socks5://proxy.example' }, 'proxy'],
    // Plain HTTP stays on this computer, so its proxy is none of ours.
    [{ HTTP_PROXY: 'http://proxy.example:8080' }, 'direct'],
    [{ HTTPS_PROXY: ' ' }, 'direct'],
  ])('%j: %s', (environment, kind) => {
    expect(kindFor(environment)).toBe(kind);
  });

  test('one that is no address is said, without its password', () => {
    expect(() => routesIn({ HTTPS_PROXY: 'gopher://ada:secret@proxy' }, URL_ASKED)).toThrow(
      expect.objectContaining({ failure: { kind: 'proxy-unreachable', proxy: 'proxy' } }),
    );
  });
});

describe('NO_PROXY', () => {
  test.each([
    ['mail.example.org', true],
    ['example.org', true],
    ['.example.org', true],
    ['*.example.org', true],
    ['EXAMPLE.ORG', true],
    ['*', true],
    ['a.example, example.org', true],
    ['a.example example.org', true],
    ['mail.example.org:443', true],
    ['mail.example.org:8443', false],
    ['ple.org', false],
    ['other.example', false],
    ['', false],
    [',', false],
    ['.', false],
  ])('%j leaves mail.example.org out: %s', (list, isOut) => {
    expect(kindFor({ ...PROXY, NO_PROXY: list })).toBe(isOut ? 'direct' : 'proxy');
  });

  test.each([
    ['https://192.0.2.7', '192.0.2.7', true],
    ['https://192.0.2.7', '192.0.2.0/24', true],
    ['https://192.0.3.7', '192.0.2.0/24', false],
    ['https://192.0.2.7', '2.7', false],
    ['https://[2001:db8::7]', '2001:db8::7', true],
    ['https://[2001:db8::7]:8443', '[2001:db8::7]:8443', true],
    ['https://[2001:db8::7]', '2001:db8::/32', true],
    ['https://192.0.2.7', '192.0.2.0/99', false],
    ['https://192.0.2.7', 'nonsense/8', false],
  ])('%s and %s', (url, list, isOut) => {
    expect(kindFor({ ...PROXY, no_proxy: list }, url)).toBe(isOut ? 'direct' : 'proxy');
  });
});

describe('the address of a proxy', () => {
  test.each([
    ['proxy.example:3128', { scheme: 'http', host: 'proxy.example', port: 3128, credentials: null }],
    ['http://proxy.example', { scheme: 'http', port: 80 }],
    ['https://proxy.example', { scheme: 'https', port: 443 }],
    ['socks5h://proxy.example', { scheme: 'socks5', port: 1080 }],
    ['socks4://proxy.example:9', { scheme: 'socks4', port: 9 }],
    ['http://[2001:db8::1]:8080', { host: '2001:db8::1', port: 8080 }],
    ['http://ada:p%40ss@proxy', { credentials: { name: 'ada', password: 'p@ss' } }],
    // As people write them: a URL that cannot be decoded is taken as it is.
    ['http://ada:100%@proxy', { credentials: { name: 'ada', password: '100%' } }],
    ['http://NORTH%5Cada:x@proxy', { credentials: { name: 'NORTH\\ada', password: 'x' } }],
  ])('%s', (text, route) => {
    expect(readProxyAddress(text)).toMatchObject(route);
  });

  test.each(['', 'gopher://proxy', 'http://', 'http://a b'])('%j is none', (text) => {
    expect(readProxyAddress(text)).toBeNull();
  });
});
