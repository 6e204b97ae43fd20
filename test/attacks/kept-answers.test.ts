/** Attack: whoever sits at the computer after an administrator, and looks into the browser's cache, storage and cookies. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAdministrator, openBrowser } from '../service/access/console-browser.ts';
import { ADMIN_TOKEN, startRig, type ServiceRig } from '../service/service-rig.ts';
import { ask } from './asking.ts';

let rig: ServiceRig;
/** As the server has them: one that is added tomorrow is among them. */
const routes: string[] = [];

beforeAll(async () => {
  const collect = (message: unknown): void => {
    (message as { readonly fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') routes.push(`${one} ${url}`);
    });
  };
  subscribe('fastify.initialization', collect);
  rig = await startRig({ lab: true, transport: { publicUrl: 'https://continuity.example.com' } });
  unsubscribe('fastify.initialization', collect);
});
afterAll(() => rig.stop());

/** Never over. */
const ENDLESS = new Set(['GET /api/v1/changes', 'GET /jmap/events']);

test('no answer of any route may be kept, whoever asks and whatever comes of it', async () => {
  const keepable: string[] = [];
  for (const route of routes.filter((one) => !ENDLESS.has(one))) {
    const [method = '', url = ''] = route.split(' ');
    for (const token of [ADMIN_TOKEN, 'nobody']) {
      const { status, headers } = await ask(`${rig.service.httpUrl}${url.replaceAll(/:\w+/gu, 'x')}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
      });
      if (headers['cache-control'] !== 'no-store') keepable.push(`${route} ${String(status)}`);
    }
  }
  expect(routes.length).toBeGreaterThan(60);
  expect(keepable).toEqual([]);
});

test('nor that of what is not there', async () => {
  expect((await ask(`${rig.service.httpUrl}/nothing`)).headers['cache-control']).toBe('no-store');
});

const HTTPS = { host: 'continuity.example.com', origin: 'https://continuity.example.com' };

test('by https cookies are of this very host, and one without the prefix is nobody’s', async () => {
  await addAdministrator(rig, 'ada@example.com');
  const browser = openBrowser(rig);
  await browser.signIn('ada@example.com');
  const secret = browser.cookies.get('continuity_session') ?? '';
  const whoAmI = async (cookie: string) =>
    (await ask(`${rig.service.httpUrl}/api/v1/session`, { headers: { ...HTTPS, cookie } })).status;
  expect(await whoAmI(`continuity_session=${secret}`)).toBe(401);
  expect(await whoAmI(`__Host-continuity_session=${secret}`)).toBe(200);
  const body = JSON.stringify({ email: 'ada@example.com', password: 'correct horse battery' });
  const headers = { ...HTTPS, 'content-type': 'application/json' };
  const answer = await ask(`${rig.service.httpUrl}/api/v1/session`, { method: 'POST', headers, body });
  const cookies = answer.headers['set-cookie'] ?? [];
  expect(cookies.map((cookie) => cookie.replace(/=[^;]*/u, ''))).toEqual([
    '__Host-continuity_session; Path=/; HttpOnly; SameSite=Strict; Secure',
    expect.stringMatching(
      /^__Host-continuity_browser; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+; Secure$/u,
    ),
  ]);
  expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
});

test('at sign-out the browser is told to forget', async () => {
  const browser = openBrowser(rig);
  await browser.signIn('ada@example.com');
  const { status, headers } = await browser.call('DELETE', '/api/v1/session');
  expect([status, headers.get('clear-site-data')]).toEqual([204, '"cache", "storage"']);
});

test('pages and scripts of the console may be kept: they are everybody’s', async () => {
  const folder = path.join(rig.folder, 'pages');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
  const other = await startRig({ consoleFolder: folder });
  expect((await ask(`${other.service.httpUrl}/index.html`)).headers['cache-control']).toContain('max-age=0');
  await other.stop();
});
