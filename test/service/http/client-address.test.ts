/** Who a request is from, with and without trusted proxies, and what of it is one client to a limit (G42, RFC 7239). */
import { describe, expect, test } from 'vitest';
import { createClientAddress, readRange, trustIn } from '../../../service/http/client-address.ts';
import { networkOf } from '../../../service/network-of.ts';

const PROXY = '10.0.0.7';

function clientOf(
  headers: Readonly<Record<string, string>>,
  peer = PROXY,
  proxies = ['10.0.0.0/8', 'fd00::/8'],
) {
  const ranges = proxies.flatMap((range) => readRange(range) ?? []);
  return createClientAddress(trustIn(ranges))({ headers, socket: { remoteAddress: peer } });
}

describe('the client behind trusted proxies', () => {
  test.each([
    ['X-Forwarded-For', { 'x-forwarded-for': '203.0.113.9' }, '203.0.113.9'],
    [
      'the last hop that is not trusted',
      { 'x-forwarded-for': '1.1.1.1, 203.0.113.9, 10.1.2.3' },
      '203.0.113.9',
    ],
    ['a port', { 'x-forwarded-for': '203.0.113.9:4711' }, '203.0.113.9'],
    ['IPv6 with brackets and port', { 'x-forwarded-for': '[2001:DB8::9]:4711' }, '2001:db8::9'],
    ['IPv4 within IPv6', { 'x-forwarded-for': '::ffff:203.0.113.9' }, '203.0.113.9'],
    ['Forwarded', { forwarded: 'for=203.0.113.9;proto=https;by=10.0.0.7' }, '203.0.113.9'],
    ['Forwarded of two hops', { forwarded: 'for=1.1.1.1, For="[2001:db8::9]:80";host=x' }, '2001:db8::9'],
    ['both, of one mind', { forwarded: 'for=203.0.113.9', 'x-forwarded-for': '203.0.113.9' }, '203.0.113.9'],
    ['a chain of proxies only', { 'x-forwarded-for': '10.2.2.2, 10.1.1.1' }, '10.2.2.2'],
  ])('by %s', (_what, headers, client) => {
    expect(clientOf(headers)).toBe(client);
  });

  test.each([
    ['no header', {}],
    ['what is no address', { 'x-forwarded-for': 'nobody' }],
    ['an empty hop', { 'x-forwarded-for': '203.0.113.9,' }],
    ['an obfuscated name', { forwarded: 'for=_hidden' }],
    ['an unknown one', { forwarded: 'for=unknown' }],
    ['two names in one hop', { forwarded: 'for=203.0.113.9;for=203.0.113.8' }],
    ['an open quote', { forwarded: 'for="203.0.113.9' }],
    ['a hop without a name', { forwarded: 'for=203.0.113.9, by=10.0.0.7' }],
    ['two headers that differ', { forwarded: 'for=1.1.1.1', 'x-forwarded-for': '203.0.113.9' }],
    ['a header that is not among them', { 'x-real-ip': '203.0.113.9' }],
  ])('is the proxy itself with %s', (_what, headers) => {
    expect(clientOf(headers)).toBe(PROXY);
  });

  test('is the peer, whatever it says, when the peer is nobody who is trusted', () => {
    const headers = { 'x-forwarded-for': '1.1.1.1', forwarded: 'for=1.1.1.1' };
    expect(clientOf(headers, '203.0.113.9')).toBe('203.0.113.9');
    expect(clientOf(headers, '::ffff:203.0.113.9')).toBe('203.0.113.9');
    expect(clientOf(headers, PROXY, [])).toBe(PROXY);
    expect(clientOf(headers, '::ffff:10.0.0.7')).toBe('1.1.1.1');
  });

  test('an open quote that a client wrote hides nothing that the proxy wrote', () => {
    expect(clientOf({ forwarded: 'for="1.1.1.1, for=203.0.113.9' })).toBe('203.0.113.9');
  });
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:0:1:2:3:4:5', '2001:db8:0:1::/64'],
  ['2001:db8:0:1::', '2001:db8:0:1::/64'],
  ['2001:0DB8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown'],
  ['', ''],
])('%s is one client with all of %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  '',
  '10.0.0.0/33',
  '10.0.0.0/-1',
  '10.0.0.0/8/8',
  'fd00::/129',
  'fe80::1%eth0',
  'proxy',
  '10.0.0.0/',
])('"%s" is no range of addresses', (text) => {
  expect(readRange(text)).toBeNull();
});
