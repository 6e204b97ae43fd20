/** Attack: a stranger reads figures and the description of the interface, directly or through whatever passes requests on. */
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAdministrator, openBrowser } from '../service/access/console-browser.ts';
import { ADMIN_TOKEN, startRig, text, type ServiceRig } from '../service/service-rig.ts';
import { ask } from './asking.ts';

const PATHS = ['/metrics', '/api/v1/openapi.json'];

let rig: ServiceRig;
beforeAll(async () => {
  rig = await startRig({ listensOn: '0.0.0.0', transport: { metrics: { host: '127.0.0.1', port: 0 } } });
});
afterAll(() => rig.stop());

const port = (): string => new URL(rig.service.httpUrl).port;
const statusesBy = (origin: string, headers: Record<string, string> = {}): Promise<number[]> =>
  Promise.all(PATHS.map(async (path) => (await ask(`${origin}${path}`, { headers })).status));
const near = (headers: Record<string, string> = {}) => statusesBy(`http://127.0.0.1:${port()}`, headers);

const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

test('this computer reads them without a token', async () => {
  expect(await near()).toEqual([200, 200]);
});

test.runIf(outside !== undefined)(
  'whoever comes by another address does not, unless with a token or a session',
  async () => {
    const far = (headers: Record<string, string> = {}) =>
      statusesBy(`http://${String(outside)}:${port()}`, headers);
    expect(await far()).toEqual([401, 401]);
    expect(await far({ authorization: 'Bearer nobody' })).toEqual([401, 401]);
    expect(await far({ authorization: `Bearer ${ADMIN_TOKEN}` })).toEqual([200, 200]);
    const body = { name: 'Prometheus', scopes: ['events:read'] };
    const secret = text((await rig.call('POST', '/api/v1/api-tokens', { body })).body, 'secret');
    expect(await far({ authorization: `Bearer ${secret}` })).toEqual([200, 200]);
    await addAdministrator(rig, 'ada@example.com');
    const browser = openBrowser(rig);
    await browser.signIn('ada@example.com');
    const cookie = `continuity_session=${String(browser.cookies.get('continuity_session'))}`;
    expect(await far({ cookie })).toEqual([200, 200]);
  },
);

test.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])(
  'a proxy on this computer does not make a stranger of anybody’s near: %s',
  async (name) => {
    expect(await near({ [name]: '203.0.113.9' })).toEqual([401, 401]);
    expect(await near({ [name]: '127.0.0.1' })).toEqual([401, 401]);
  },
);

test('behind a trusted proxy the client decides', async () => {
  const behind = await startRig({ trustedProxies: ['127.0.0.1'] });
  const by = (headers: Record<string, string>) => statusesBy(behind.service.httpUrl, headers);
  expect(await by({ 'x-forwarded-for': '203.0.113.9' })).toEqual([401, 401]);
  expect(await by({})).toEqual([200, 200]);
  await behind.stop();
});

test('--metrics-address has figures for whoever reaches it, and nothing else', async () => {
  const door = `http://127.0.0.1:${String(rig.service.metricsPort)}`;
  const { status, body } = await ask(`${door}/metrics`, { headers: { host: 'prometheus.example' } });
  expect([status, body]).toEqual([200, expect.stringContaining('continuity_devices_online')]);
  for (const [path, method] of [
    ['/api/v1/users', 'GET'],
    ['/', 'GET'],
    ['/metrics', 'POST'],
  ] as const)
    expect((await ask(`${door}${path}`, { method })).status).toBe(404);
});
