/** Attack: going on with what is over: a token whose maker lost the role, a stream whose session ended, a secret asked for twice. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SESSION_IDLE_MS } from '../../service/access/sessions.ts';
import { DATABASE_FILE } from '../../service/storage/open-database.ts';
import { fromMs, HOUR_MS, MINUTE_MS } from '../../shared/domain/instant.ts';
import {
  addAdministrator,
  auditTrail,
  openBrowser,
  type ConsoleBrowser,
} from '../service/access/console-browser.ts';
import { ADMIN_TOKEN, START_MS, startRig, text, type ServiceRig } from '../service/service-rig.ts';

let rig: ServiceRig;
let eve: ConsoleBrowser;
let eveId: string;

beforeEach(async () => {
  rig = await startRig();
  await addAdministrator(rig, 'ada@example.com');
  eveId = await addAdministrator(rig, 'eve@example.com');
  eve = openBrowser(rig);
  await eve.signIn('eve@example.com');
});
afterEach(() => rig.stop());

const EVE = () => `/api/v1/administrators/${eveId}`;
const removeEve = () => rig.call('DELETE', EVE());
const demoteEve = () => rig.call('PATCH', EVE(), { body: { role: 'auditor' } });

async function tokenOf(by: Pick<ConsoleBrowser, 'call'>, expiresAt: string | null = null) {
  const body = { name: 'Back door', scopes: ['users:write'], expiresAt };
  const made = (await by.call('POST', '/api/v1/api-tokens', { body })).body;
  return { id: text(made, 'id'), secret: text(made, 'secret') };
}

const useOf = async (token: string): Promise<number> =>
  (await rig.call('GET', '/api/v1/users', { token })).status;

describe('an API token', () => {
  test.each([
    ['is removed', removeEve],
    ['becomes an auditor', demoteEve],
  ])('ends when the administrator who made it %s, and is audited as revoked', async (_what, act) => {
    const [hers, others] = [await tokenOf(eve), await tokenOf(rig)];
    expect(await useOf(hers.secret)).toBe(200);
    await act();
    expect([await useOf(hers.secret), await useOf(others.secret)]).toEqual([401, 200]);
    expect((await auditTrail(rig, 2)).join()).toContain('administrator api-token.revoke');
    // Whoever becomes an administrator again has no token of before.
    await rig.call('PATCH', EVE(), { body: { role: 'administrator' } });
    expect(await useOf(hers.secret)).toBe(401);
  });

  test('stays when only the name or the password of who made it changes', async () => {
    const { secret } = await tokenOf(eve);
    await rig.call('PATCH', EVE(), { body: { displayName: 'Eve', password: 'another horse battery' } });
    expect(await useOf(secret)).toBe(200);
  });
});

const EVENT_SOURCE = '/jmap/events?types=*&closeafter=no&ping=0';

/** `over` resolves with what was heard when the stream is. */
async function listen(
  headers: Readonly<Record<string, string>>,
  at = '/api/v1/changes',
): Promise<{ readonly over: Promise<string> }> {
  const response = await fetch(`${rig.service.httpUrl}${at}`, { headers });
  expect(response.status).toBe(200);
  return { over: response.text() };
}

const cookieOf = (browser: ConsoleBrowser): Record<string, string> => ({
  cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
});
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

describe('a stream of changes', () => {
  test.each([
    ['signs out', () => eve.call('DELETE', '/api/v1/session')],
    ['is removed', removeEve],
    ['becomes an auditor', demoteEve],
    [
      'gets another password',
      () => rig.call('PATCH', EVE(), { body: { password: 'another horse battery' } }),
    ],
  ])('ends when its administrator %s, and hears nothing of after', async (_what, act) => {
    const stream = await listen(cookieOf(eve));
    await act();
    const group = text((await rig.call('POST', '/api/v1/groups', { body: { name: 'After' } })).body, 'id');
    expect(await stream.over).not.toContain(group);
  });

  test('ends with its token, and that of others stays open', async () => {
    const { id, secret } = await tokenOf(rig);
    const other = await listen(bearer(ADMIN_TOKEN));
    const stream = await listen(bearer(secret));
    await rig.call('DELETE', `/api/v1/api-tokens/${id}`);
    expect(await stream.over).toContain(': connected');
    const isOver = await Promise.race([other.over.then(() => true), Promise.resolve(false)]);
    expect(isOver).toBe(false);
  });

  test.each([
    ['session that nobody used', () => cookieOf(eve), SESSION_IDLE_MS + MINUTE_MS],
    [
      'token that expired',
      async () => bearer((await tokenOf(rig, fromMs(START_MS + HOUR_MS))).secret),
      HOUR_MS + MINUTE_MS,
    ],
  ])('of a %s ends as soon as anybody’s access moves', async (_what, headers, afterMs) => {
    const stream = await listen(await headers());
    rig.world.wallMs += afterMs;
    await tokenOf(rig);
    expect(await stream.over).toContain(': connected');
  });
});

describe('an event source of JMAP', () => {
  test('that a password opened ends when it is another one', async () => {
    const person = { email: 'tom@example.com', displayName: 'Tom', password: 'a password that was' };
    const id = text((await rig.call('POST', '/api/v1/users', { body: person })).body, 'id');
    const basic = Buffer.from(`${person.email}:${person.password}`).toString('base64');
    const stream = await listen({ authorization: `Basic ${basic}` }, EVENT_SOURCE);
    await rig.call('PATCH', `/api/v1/users/${id}`, { body: { password: 'a password that is' } });
    expect(await stream.over).toContain(': connected');
  });
});

describe('the secret of a webhook', () => {
  test('is told once: a repeated Idempotency-Key has the answer without it, and no file keeps that answer', async () => {
    const body = { name: 'Pager', url: 'https://hooks.example.com/x' };
    const request = { body, headers: { 'idempotency-key': 'once' } };
    const first = await rig.call('POST', '/api/v1/webhooks', request);
    const secret = text(first.body, 'secret');
    const again = await rig.call('POST', '/api/v1/webhooks', request);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again).toMatchObject({ status: 201, body: { ...(first.body as object), secret: null } });
    const kept = [DATABASE_FILE, `${DATABASE_FILE}-wal`]
      .map((name) => readFileSync(path.join(rig.folder, name), 'latin1'))
      .join('');
    expect(kept).toContain(secret);
    // As the answer's JSON would be kept, within JSON.
    expect(kept).not.toContain(`\\"secret\\":\\"${secret}`);
  });
});
