/** Administrators and their sessions over real HTTP: set-up, sign-in, what ends a session, and what a foreign page cannot do. */
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../shared/domain/instant.ts';
import { ADMIN_TOKEN, startRig, START_MS, text, type ServiceRig } from '../service-rig.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import {
  addAdministrator,
  auditRows,
  auditTrail,
  openBrowser,
  PASSWORD,
  type ConsoleBrowser,
} from './console-browser.ts';

const ME = '/api/v1/session';
const ADA = 'ada@example.com';

let rig: ServiceRig;
let ada: ConsoleBrowser;
let adaId: string;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const statusOf = async (browser: ConsoleBrowser): Promise<number> => (await browser.call('GET', ME)).status;

async function newGroup(browser: ConsoleBrowser, headers: Record<string, string> = {}): Promise<unknown> {
  const { status, body } = await browser.call('POST', '/api/v1/groups', { body: { name: 'New' }, headers });
  return status === 201 ? status : [status, text(body, 'code')];
}

describe('the first administrator', () => {
  const first = { email: ADA, displayName: 'Ada Lovelace', password: PASSWORD };
  const setUp = (body: unknown) => openBrowser(rig).call('POST', '/api/v1/setup', { body });

  test('is made once, by whoever has the token of the service, and is signed in', async () => {
    expect((await openBrowser(rig).call('GET', '/api/v1/setup')).body).toEqual({ needed: true });
    expect((await setUp({ ...first, adminToken: 'guess' })).status).toBe(401);
    expect(await setUp({ ...first, adminToken: ADMIN_TOKEN, password: 'short' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/password', code: 'too-short' }] },
    });
    ada = openBrowser(rig);
    const made = await ada.call('POST', '/api/v1/setup', { body: { ...first, adminToken: ADMIN_TOKEN } });
    expect(made).toMatchObject({
      status: 201,
      body: { administrator: { email: ADA, displayName: 'Ada Lovelace', role: 'administrator' } },
    });
    expect(await statusOf(ada)).toBe(200);
    expect((await openBrowser(rig).call('GET', '/api/v1/setup')).body).toEqual({ needed: false });
    expect(await setUp({ ...first, adminToken: ADMIN_TOKEN })).toMatchObject({
      status: 409,
      body: { code: 'already-set-up' },
    });
  });
});

describe('a session', () => {
  beforeEach(async () => {
    ada = openBrowser(rig);
    adaId = text(((await ada.signIn(ADA)).body as { administrator: unknown }).administrator, 'id');
  });

  test('its cookie is for the service alone, and Secure where the page came by https', async () => {
    const { headers } = await openBrowser(rig).signIn(ADA);
    const flags = headers.getSetCookie().map((line) => line.replace(/=[^;]*/u, '='));
    expect(flags).toEqual([
      'continuity_session=; Path=/; HttpOnly; SameSite=Strict',
      'continuity_browser=; Path=/api/v1/session; HttpOnly; SameSite=Strict; Max-Age=7776000',
    ]);
    const { origin, host } = new URL(rig.service.httpUrl);
    const sent = { origin: origin.replace('http:', 'https:'), host };
    const secure = await openBrowser(rig).call('POST', ME, {
      body: { email: ADA, password: PASSWORD },
      headers: sent,
    });
    for (const line of secure.headers.getSetCookie()) expect(line).toMatch(/; Secure$/u);
  });

  test('says who one is, and what one may', async () => {
    const { body } = await ada.call('GET', ME);
    expect(body).toMatchObject({
      administrator: { id: adaId, email: ADA, lastSignInAt: '2026-11-23T09:00:00.000Z' },
      token: null,
      role: 'administrator',
      csrfToken: ada.csrfToken(),
      expiresAt: '2026-11-23T21:00:00.000Z',
    });
    expect((await rig.call('GET', ME)).body).toMatchObject({
      administrator: null,
      token: null,
      role: 'administrator',
    });
  });

  test('a change needs the CSRF token of this very session', async () => {
    expect(await newGroup(ada)).toBe(201);
    for (const token of ['', 'undefined', openBrowser(rig).csrfToken(), ada.csrfToken().toLowerCase()])
      expect(await newGroup(ada, { 'x-csrf-token': token })).toEqual([403, 'csrf']);
    const other = openBrowser(rig);
    await other.signIn(ADA);
    expect(await newGroup(ada, { 'x-csrf-token': other.csrfToken() })).toEqual([403, 'csrf']);
  });

  test('a page of another site changes nothing and signs nobody in, whatever it knows', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]) {
      expect(await newGroup(ada, headers)).toEqual([403, 'cross-origin']);
      const signIn = { body: { email: ADA, password: PASSWORD }, headers };
      expect(await openBrowser(rig).call('POST', ME, signIn)).toMatchObject({ status: 403 });
    }
    expect(await newGroup(ada, { 'sec-fetch-site': 'same-origin', origin: rig.service.httpUrl })).toBe(201);
  });

  test('is a new one at every sign-in, and the one before is over', async () => {
    const before = ada.cookies.get('continuity_session');
    const thief = openBrowser(rig);
    await ada.signIn(ADA);
    expect(ada.cookies.get('continuity_session')).not.toBe(before);
    const stolen = await thief.call('GET', ME, {
      headers: { cookie: `continuity_session=${String(before)}` },
    });
    expect(stolen.status).toBe(401);
  });

  test('signing out ends it for the copy of its cookie too', async () => {
    const cookie = [...ada.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    expect((await ada.call('DELETE', ME)).status).toBe(204);
    expect(await statusOf(ada)).toBe(401);
    expect((await openBrowser(rig).call('GET', ME, { headers: { cookie } })).status).toBe(401);
  });

  test('is over an hour after the last request, and twelve hours after the sign-in whatever is asked', async () => {
    for (let minutes = 59; minutes < 12 * 60; minutes += 59) {
      rig.world.wallMs = START_MS + minutes * MINUTE_MS;
      expect([minutes, await statusOf(ada)]).toEqual([minutes, 200]);
    }
    rig.world.wallMs = START_MS + 12 * HOUR_MS;
    expect(await statusOf(ada)).toBe(401);
    rig.world.wallMs = START_MS;
    const idle = openBrowser(rig);
    await idle.signIn(ADA);
    rig.world.wallMs = START_MS + HOUR_MS;
    expect(await statusOf(idle)).toBe(401);
    rig.world.wallMs = START_MS;
  });

  test('survives a restart of the service', async () => {
    const folder = temporaryFolder();
    const first = await startRig({ folder });
    await addAdministrator(first, ADA);
    const browser = openBrowser(first);
    await browser.signIn(ADA);
    const cookie = `continuity_session=${String(browser.cookies.get('continuity_session'))}`;
    await first.stop();
    const second = await startRig({ folder });
    onTestFinished(() => second.stop());
    expect((await openBrowser(second).call('GET', ME, { headers: { cookie } })).status).toBe(200);
  });
});

describe('administrators', () => {
  const at = (id: string) => `/api/v1/administrators/${id}`;

  test('another password, another role and removal end every session of that administrator, a new name does not', async () => {
    const ends = async (method: string, body?: unknown): Promise<readonly number[]> => {
      const email = `${method}-${JSON.stringify(body ?? null).replaceAll(/\W/gu, '')}@example.com`;
      const id = await addAdministrator(rig, email, 'administrator');
      const browser = openBrowser(rig);
      await browser.signIn(email);
      const changed = await rig.call(method, at(id), body === undefined ? {} : { body });
      return [changed.status, await statusOf(browser)];
    };
    expect(await ends('PATCH', { displayName: 'Other' })).toEqual([200, 200]);
    expect(await ends('PATCH', { password: 'another long password' })).toEqual([200, 401]);
    expect(await ends('PATCH', { role: 'auditor' })).toEqual([200, 401]);
    expect(await ends('DELETE')).toEqual([204, 401]);
  });

  test('the last administrator can neither be removed nor made an auditor; an address belongs to one', async () => {
    const other = await startRig();
    const id = await addAdministrator(other, ADA);
    await addAdministrator(other, 'auditor@example.com', 'auditor');
    for (const [method, body] of [
      ['DELETE', undefined],
      ['PATCH', { role: 'auditor' }],
    ] as const) {
      const answer = await other.call(method, at(id), body === undefined ? {} : { body });
      expect(answer).toMatchObject({ status: 409, body: { code: 'last-administrator' } });
    }
    const again = { email: ADA.toUpperCase(), displayName: 'A', role: 'auditor', password: PASSWORD };
    expect(await other.call('POST', '/api/v1/administrators', { body: again })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/email', code: 'address-taken' }] },
    });
    await other.stop();
  });

  test('are listed in the order asked for, page by page, found by name and address, and filtered by role', async () => {
    const other = await startRig();
    for (const name of ['zoe', 'Ada', 'émile'])
      await addAdministrator(other, `${name}@example.com`, name === 'Ada' ? 'auditor' : 'administrator');
    await openBrowser(other).signIn('zoe@example.com');
    const list = async (query: string) => {
      const { body } = await other.call('GET', `/api/v1/administrators?count=true&${query}`);
      const page = body as { items: { email: string }[]; next: string | null; total: number };
      return { ...page, items: page.items.map(({ email }) => email.split('@')[0]) };
    };
    expect(await list('')).toEqual({ items: ['Ada', 'émile', 'zoe'], next: null, total: 3 });
    const first = await list('sort=-lastSignInAt&limit=1');
    expect(first).toMatchObject({ items: ['zoe'], total: 3 });
    const rest = await list(`sort=-lastSignInAt&limit=2&cursor=${encodeURIComponent(first.next ?? '')}`);
    expect([...rest.items].sort()).toEqual(['Ada', 'émile']);
    expect(await list('q=EMILE')).toMatchObject({ items: ['émile'], total: 1 });
    expect(await list('role=auditor')).toMatchObject({ items: ['Ada'], total: 1 });
    await other.stop();
  });

  test('an auditor changes the password that somebody else chose, knowing it', async () => {
    await addAdministrator(rig, 'eve@example.com', 'auditor');
    const eve = openBrowser(rig);
    await eve.signIn('eve@example.com');
    const change = (currentPassword: string) =>
      eve.call('PUT', `${ME}/password`, { body: { currentPassword, password: 'my own long password' } });
    // Not 401: whoever mistypes it is signed in still.
    expect(await change('wrong')).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/currentPassword' }] },
    });
    expect((await change(PASSWORD)).status).toBe(200);
    expect(await statusOf(eve)).toBe(200);
    expect((await openBrowser(rig).signIn('eve@example.com')).status).toBe(401);
    expect((await openBrowser(rig).signIn('eve@example.com', 'my own long password')).status).toBe(200);
  });

  test('everything is in the audit log under the name of who did it, and no secret is', async () => {
    const own = await startRig();
    const id = await addAdministrator(own, 'grace@example.com');
    const grace = openBrowser(own);
    await grace.signIn('grace@example.com', 'wrong password here');
    // Failures are gathered before they are written.
    const refused = 'administrator.sign-in-refused';
    await expect.poll(() => auditRows(own, refused)).toEqual([`service ${refused}`]);
    await grace.signIn('grace@example.com');
    await grace.call('PATCH', at(id), {
      body: { password: 'a whole new password', currentPassword: PASSWORD },
    });
    expect(await auditTrail(own, 3)).toEqual([
      `administrator:${id} administrator.edit`,
      `administrator:${id} administrator.sign-in`,
      'administrator administrator.create',
    ]);
    const log = JSON.stringify((await own.call('GET', '/api/v1/audit?limit=1000')).body);
    for (const secret of [
      PASSWORD,
      'a whole new password',
      'argon2',
      grace.csrfToken(),
      ...grace.cookies.values(),
    ])
      expect(log).not.toContain(secret);
    await own.stop();
  });
});
