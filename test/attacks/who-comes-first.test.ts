/** Who one is comes first, on every route: a stranger is answered before the body has come, whatever it says it is. */
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROUTE_ACCESS } from '../../service/access/route-access.ts';
import { startRig, type ServiceRig } from '../service/service-rig.ts';

let rig: ServiceRig;
beforeAll(async () => {
  rig = await startRig({ lab: true });
});
afterAll(() => rig.stop());

/** The status of the answer to a request whose body never comes. */
function statusBeforeBody(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const { port, hostname } = new URL(rig.service.httpUrl);
  const fields = { host: '127.0.0.1', 'content-length': '800000', ...headers };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`),
    );
    socket.once('data', (data) => {
      resolve(Number(data.toString().split(' ', 2)[1]));
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

const BODIES: readonly Readonly<Record<string, string>>[] = [
  { 'content-type': 'application/json' },
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/json', 'content-encoding': 'gzip' },
  { 'content-type': 'text/csv' },
  { 'content-type': 'nonsense' },
  {},
];

const GUARDED = Object.entries(ROUTE_ACCESS).flatMap(([route, access]): [string, string][] => {
  const [method = '', path = ''] = route.split(' ');
  return access === 'public' || method === 'GET'
    ? []
    : [[method, `/api/v1${path.replaceAll(/:\w+/gu, 'x')}`]];
});

const JMAP: readonly [string, string][] = [
  ['POST', '/jmap/api'],
  ['POST', '/jmap/upload/x'],
  ['GET', '/jmap/download/x/y/z'],
  ['GET', '/.well-known/jmap'],
  ['GET', '/jmap/events'],
];

test.each([...GUARDED, ...JMAP])('%s %s asks who one is before it reads', async (method, path) => {
  for (const body of BODIES)
    expect(await statusBeforeBody(method, path, body), JSON.stringify(body)).toBe(401);
  // Whoever guesses so many tokens as this test does is told to wait.
  const wrong = { authorization: 'Bearer wrong', 'content-type': 'text/plain' };
  expect([401, 429]).toContain(await statusBeforeBody(method, path, wrong));
});

test('what is not there is not read either', async () => {
  for (const body of BODIES) expect(await statusBeforeBody('POST', '/nowhere', body)).toBe(404);
});

test.each(['/api/v1/devices', '/api/v1/session', '/api/v1/setup'])(
  'who registers or signs in by %s is heard for a few kilobytes',
  async (path) => {
    const headers = { 'content-type': 'application/json', 'content-length': '20000' };
    expect(await statusBeforeBody('POST', path, headers)).toBe(413);
  },
);
