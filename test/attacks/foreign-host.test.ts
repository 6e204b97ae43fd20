/** Attack: a page whose name is made to lead to this service (DNS rebinding) asks it as if it were its own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isKnownHost } from '../../service/http/host-rule.ts';
import { CHANNEL_PATH, SUBPROTOCOL } from '../../shared/protocol/version.ts';
import { ADMIN_TOKEN, startRig, type ServiceRig } from '../service/service-rig.ts';
import { ask } from './asking.ts';

let rig: ServiceRig;
beforeAll(async () => {
  rig = await startRig({ transport: { publicUrl: 'https://continuity.example.com' } });
});
afterAll(() => rig.stop());

const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  'sec-websocket-protocol': SUBPROTOCOL,
};
const bearer = { authorization: `Bearer ${ADMIN_TOKEN}` };

type Door = readonly [what: string, method: string, path: string, headers: Record<string, string>];
const DOORS: readonly Door[] = [
  ['REST', 'GET', '/api/v1/users', bearer],
  ['signing in', 'POST', '/api/v1/session', {}],
  ['a device’s registration', 'POST', '/api/v1/devices', {}],
  ['the poll fallback', 'GET', '/api/v1/device/snapshot', {}],
  ['JMAP', 'GET', '/.well-known/jmap', {}],
  ['JMAP’s methods', 'POST', '/jmap/api', {}],
  ['the console', 'GET', '/', {}],
  ['figures', 'GET', '/metrics', {}],
  ['the description', 'GET', '/api/v1/openapi.json', {}],
  ['what is not there', 'GET', '/nothing', {}],
  ['the channel', 'GET', CHANNEL_PATH, UPGRADE],
];

const statusOf = async (host: string, [, method, path, headers]: (typeof DOORS)[number]): Promise<number> =>
  (await ask(`${rig.service.httpUrl}${path}`, { method, headers: { ...headers, host } })).status;

test.each(DOORS)('%s answers a foreign host with 421, and its own names otherwise', async (...door) => {
  for (const host of [
    'evil.example',
    'evil.example:8025',
    '127.0.0.1.evil.example',
    '198.51.100.7',
    'localhost@evil.example',
  ])
    expect([host, await statusOf(host, door)]).toEqual([host, 421]);
  for (const host of [
    '127.0.0.1',
    '127.0.0.1:8025',
    '127.8.9.1',
    'LOCALHOST:1',
    '[::1]:8025',
    'continuity.example.com',
  ])
    expect([host, await statusOf(host, door)]).not.toEqual([host, 421]);
});

test('the refusal says what to do, and probes come by whatever address', async () => {
  const refused = await ask(`${rig.service.httpUrl}/api/v1/users`, {
    headers: { ...bearer, host: 'evil.example' },
  });
  expect(JSON.parse(refused.body)).toMatchObject({ status: 421, code: 'unknown-host' });
  expect(refused.body).toContain('--public-url');
  for (const path of ['/healthz', '/readyz'])
    expect((await ask(`${rig.service.httpUrl}${path}`, { headers: { host: 'pod.example' } })).status).toBe(
      200,
    );
});

test('what a stranger says of forwarding makes no host known', async () => {
  const headers = {
    ...bearer,
    host: 'evil.example',
    'x-forwarded-host': 'localhost',
    forwarded: 'host=localhost',
  };
  expect((await ask(`${rig.service.httpUrl}/api/v1/users`, { headers })).status).toBe(421);
});

test('what a trusted proxy says of forwarding counts: the last of it, which is its own', async () => {
  const behind = await startRig({
    trustedProxies: ['127.0.0.1'],
    transport: { publicUrl: 'https://continuity.example.com' },
  });
  const statusBy = async (headers: Record<string, string>): Promise<number> =>
    (
      await ask(`${behind.service.httpUrl}/api/v1/users`, {
        headers: { ...bearer, host: 'upstream', ...headers },
      })
    ).status;
  expect(await statusBy({ 'x-forwarded-host': 'continuity.example.com' })).toBe(200);
  expect(await statusBy({ forwarded: 'for=192.0.2.1;host="continuity.example.com";proto=https' })).toBe(200);
  expect(await statusBy({ 'x-forwarded-host': 'continuity.example.com, evil.example' })).toBe(421);
  expect(await statusBy({})).toBe(421);
  await behind.stop();
});

test('JMAP’s addresses are the public ones, and cookies of the public address belong to it alone', async () => {
  const person = { email: 'tom@example.com', displayName: 'Tom', password: 'a quiet river at dusk' };
  await rig.call('POST', '/api/v1/users', { body: person });
  const authorization = `Basic ${Buffer.from(`${person.email}:${person.password}`).toString('base64')}`;
  const { body } = await ask(`${rig.service.httpUrl}/.well-known/jmap`, { headers: { authorization } });
  expect(JSON.parse(body)).toMatchObject({ apiUrl: 'https://continuity.example.com/jmap/api' });
});

describe('the rule', () => {
  const wild = { publicUrl: null, listensOn: '0.0.0.0' };
  test.each([
    ['an address, where one listens on all', '192.0.2.7:8025', wild, true],
    ['an address of IPv6', '[2001:db8::7]', { publicUrl: null, listensOn: '::' }, true],
    ['a name, where nobody said which', 'continuity.example.com', wild, false],
    [
      'a name with a final dot',
      'continuity.example.com.',
      { ...wild, publicUrl: 'https://continuity.example.com' },
      true,
    ],
    [
      'the name that one listens on',
      'Mail.Example.Com:1',
      { publicUrl: null, listensOn: 'mail.example.com' },
      true,
    ],
    ['another address than one listens on', '192.0.2.7', { publicUrl: null, listensOn: '192.0.2.8' }, false],
    ['a name that begins like loopback', '127.0.0.1.nip.io', wild, false],
    ['localhost below a name', 'localhost.evil.example', wild, false],
    ['brackets around a name', '[evil.example]', wild, false],
    ['two ports', '127.0.0.1:1:2', wild, false],
    ['nothing', '', wild, false],
  ])('%s: %s', (_what, host, rule, known) => {
    expect(isKnownHost(host, rule)).toBe(known);
  });
});
