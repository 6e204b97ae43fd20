/** Attacks on the second factor, by somebody who knows the password: codes again, of others, guessed, and ways around. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../shared/domain/instant.ts';
import { ROUTE_ACCESS } from '../../service/access/route-access.ts';
import {
  addAdministrator,
  auditTrail,
  openBrowser,
  PASSWORD,
  type ConsoleBrowser,
} from '../service/access/console-browser.ts';
import { codeAt, enrolPhone, firstStep, secondStep, type Phone } from '../service/access/phone.ts';
import { startRig, START_MS, text, type ServiceRig } from '../service/service-rig.ts';

const ME = '/api/v1/session';
const FACTOR = `${ME}/second-factor`;
const STEP_MS = MINUTE_MS / 2;

let rig: ServiceRig;
/** Counts administrators, so that nobody's limits are another's. */
let made = 0;
let email: string;
let id: string;
let own: ConsoleBrowser;
let phone: Phone;

beforeAll(async () => {
  rig = await startRig({ lab: true });
});
afterAll(() => rig.stop());

beforeEach(async () => {
  rig.world.wallMs = START_MS;
  made += 1;
  email = `ada-${String(made)}@example.com`;
  id = await addAdministrator(rig, email);
  own = openBrowser(rig);
  await own.signIn(email);
  phone = await enrolPhone(rig, own);
  rig.world.wallMs += STEP_MS;
});

const codeNow = (secret = phone.secret): string => codeAt(secret, rig.world.wallMs);
const whoAmI = async (browser: ConsoleBrowser): Promise<number> => (await browser.call('GET', ME)).status;

async function withCode(code: string, kind = 'totp'): Promise<number | string> {
  const thief = openBrowser(rig);
  return secondStep(thief, await firstStep(thief, email), code, kind);
}

describe('the two steps', () => {
  test('the password alone brings a challenge, no cookie, and no way to any other route', async () => {
    const thief = openBrowser(rig);
    const first = await thief.signIn(email);
    expect(first).toMatchObject({ status: 202, body: { kinds: ['totp', 'recovery-code'] } });
    expect(first.headers.getSetCookie()).toEqual([]);
    expect(first.headers.get('cache-control')).toBe('no-store');
    const challenge = text(first.body, 'challenge');
    for (const headers of [
      { cookie: `continuity_session=${challenge}` },
      { authorization: `Bearer ${challenge}` },
    ])
      for (const path of [ME, '/api/v1/events', FACTOR])
        expect((await rig.call('GET', path, { token: null, headers })).status).toBe(401);
    expect(await secondStep(thief, challenge, codeNow())).toBe(200);
    expect(await whoAmI(thief)).toBe(200);
  });

  test('a code is taken once, also by two at once, and neither is one from before it', async () => {
    const code = codeNow();
    const both = await Promise.all([withCode(code), withCode(code)]);
    expect(both.sort()).toEqual([200, 'wrong-code']);
    expect(await withCode(code)).toBe('wrong-code');
    expect(await withCode(codeAt(phone.secret, START_MS))).toBe('wrong-code');
    rig.world.wallMs += STEP_MS;
    expect(await withCode(codeNow())).toBe(200);
  });

  test('a phone may be half a minute off, either way, and no more', async () => {
    rig.world.wallMs += 10 * STEP_MS;
    const at = (steps: number): Promise<number | string> =>
      withCode(codeAt(phone.secret, rig.world.wallMs + steps * STEP_MS));
    expect([await at(-2), await at(2), await at(-1), await at(1)]).toEqual([
      ...['wrong-code', 'wrong-code', 200, 200],
    ]);
  });

  test('a code taken while the service’s clock was days ahead keeps nobody out when it is right again', async () => {
    rig.world.wallMs += 6 * DAY_MS;
    expect(await withCode(codeNow())).toBe(200);
    rig.world.wallMs -= 6 * DAY_MS;
    const code = codeNow();
    expect(await withCode(code)).toBe(200);
    expect(await withCode(code)).toBe('wrong-code');
  });

  test('a code of another administrator is none', async () => {
    const eve = openBrowser(rig);
    const other = await addAdministrator(rig, `eve-${email}`);
    await eve.signIn(`eve-${email}`);
    const evesPhone = await enrolPhone(rig, eve);
    rig.world.wallMs += STEP_MS;
    expect(await withCode(codeNow(evesPhone.secret))).toBe('wrong-code');
    expect(await withCode(evesPhone.recoveryCodes[0] ?? '', 'recovery-code')).toBe('wrong-code');
    expect(other).not.toBe(id);
  });

  test('a challenge is answered once, within five minutes, and only for what it was asked', async () => {
    const thief = openBrowser(rig);
    const challenge = await firstStep(thief, email);
    expect(await secondStep(thief, challenge, codeNow())).toBe(200);
    rig.world.wallMs += STEP_MS;
    expect(await secondStep(openBrowser(rig), challenge, codeNow())).toBe('challenge-over');
    const late = await firstStep(thief, email);
    rig.world.wallMs += 5 * MINUTE_MS;
    expect(await secondStep(openBrowser(rig), late, codeNow())).toBe('challenge-over');
    const { body } = await own.call('POST', `${FACTOR}/challenge`);
    expect(await secondStep(openBrowser(rig), text(body, 'challenge'), codeNow())).toBe('challenge-over');
    const begun = await own.call('POST', `${FACTOR}/totp`, { body: { currentPassword: PASSWORD } });
    expect(await secondStep(openBrowser(rig), text(begun.body, 'challenge'), codeNow())).toBe(
      'challenge-over',
    );
  });

  test('guesses end after five a challenge and five in ten minutes, thirty a day, and the known browser comes in', async () => {
    const thief = openBrowser(rig);
    let challenge = await firstStep(thief, email);
    const guess = (): Promise<number | string> => secondStep(thief, challenge, '000 000');
    for (let tries = 0; tries < 5; tries += 1) expect(await guess()).toBe('wrong-code');
    expect(await guess()).toBe('challenge-over');
    challenge = await firstStep(thief, email);
    expect(await guess()).toBe(429);
    // Also with the right one: only whoever holds the phone would learn that.
    expect(await secondStep(thief, challenge, codeNow())).toBe(429);
    const known = await firstStep(own, email);
    expect(await secondStep(own, known, codeNow())).toBe(200);
    expect(await auditTrail(rig, 7)).toEqual([
      `administrator:${id} administrator.sign-in`,
      `administrator:${id} administrator.sign-out`,
      ...Array.from({ length: 5 }, () => 'service administrator.second-factor-refused'),
    ]);
  });
});

describe('recovery codes', () => {
  test('ten, each once, however they are typed; using one is in the audit log', async () => {
    const [first = '', second = ''] = phone.recoveryCodes;
    expect(new Set(phone.recoveryCodes).size).toBe(10);
    expect(await withCode(first, 'recovery-code')).toBe(200);
    expect(await auditTrail(rig, 2)).toEqual([
      `administrator:${id} administrator.sign-in`,
      `administrator:${id} administrator.recovery-code-use`,
    ]);
    expect(await withCode(first, 'recovery-code')).toBe('wrong-code');
    const sloppy = ` ${second.toLowerCase().replaceAll('-', ' – ').replaceAll('0', 'o').replaceAll('1', 'l')}\n`;
    expect(await withCode(sloppy, 'recovery-code')).toBe(200);
    expect((await own.call('GET', FACTOR)).body).toMatchObject({ recoveryCodesLeft: 8 });
  });

  test('one that is used by two at once lets one in', async () => {
    const [code = ''] = phone.recoveryCodes;
    const both = await Promise.all([withCode(code, 'recovery-code'), withCode(code, 'recovery-code')]);
    expect(both.sort()).toEqual([200, 'wrong-code']);
  });
});

describe('a session that was left open', () => {
  async function proof(code = codeNow(), kind = 'totp'): Promise<unknown> {
    const { body } = await own.call('POST', `${FACTOR}/challenge`);
    return { challenge: text(body, 'challenge'), kind, code };
  }

  test('neither removes a factor nor learns new recovery codes without password and factor', async () => {
    const routes = [`${FACTOR}/${phone.factorId}/remove`, `${ME}/recovery-codes`];
    for (const path of routes) {
      const tried = async (body: unknown): Promise<number> => (await own.call('POST', path, { body })).status;
      expect(await tried({ currentPassword: 'guess', proof: await proof() })).toBe(422);
      expect(await tried({ currentPassword: PASSWORD, proof: await proof('000000') })).toBe(422);
      const signIn = { challenge: await firstStep(openBrowser(rig), email), kind: 'totp', code: codeNow() };
      expect(await tried({ currentPassword: PASSWORD, proof: signIn })).toBe(409);
    }
    const right = { currentPassword: PASSWORD, proof: await proof() };
    expect((await own.call('POST', String(routes[0]), { body: right })).status).toBe(204);
    expect((await openBrowser(rig).signIn(email)).status).toBe(200);
  });

  test('sets up no factor without the password, or with a code that the new secret does not make', async () => {
    const begin = (currentPassword: string) =>
      own.call('POST', `${FACTOR}/totp`, { body: { currentPassword } });
    expect((await begin('guess')).status).toBe(422);
    const challenge = text((await begin(PASSWORD)).body, 'challenge');
    const body = { challenge, code: codeNow(), name: 'Mine' };
    expect((await own.call('POST', `${FACTOR}/totp/confirm`, { body })).status).toBe(422);
    const eve = openBrowser(rig);
    await addAdministrator(rig, `eve-${email}`);
    await eve.signIn(`eve-${email}`);
    const begun = (await begin(PASSWORD)).body;
    const stolen = {
      challenge: text(begun, 'challenge'),
      code: codeNow(text(begun, 'secret')),
      name: 'Mine',
    };
    expect((await eve.call('POST', `${FACTOR}/totp/confirm`, { body: stolen })).status).toBe(409);
  });

  test('ends when the first factor is set up elsewhere', async () => {
    const address = `grace-${email}`;
    await addAdministrator(rig, address);
    const [left, other] = [openBrowser(rig), openBrowser(rig)];
    await left.signIn(address);
    await other.signIn(address);
    await enrolPhone(rig, other);
    expect([await whoAmI(left), await whoAmI(other)]).toEqual([401, 200]);
  });

  test('does not take the own factors away by the route for those of others', async () => {
    const path = `/api/v1/administrators/${id}/second-factor`;
    expect(await own.call('DELETE', path)).toMatchObject({ status: 409, body: { code: 'own-factors' } });
  });
});

test('another administrator resets the factors: sessions end, and the next sign-in is told', async () => {
  const path = `/api/v1/administrators/${id}/second-factor`;
  expect((await rig.call('DELETE', path)).status).toBe(204);
  expect(await whoAmI(own)).toBe(401);
  expect((await own.signIn(email)).status).toBe(200);
  expect((await own.call('GET', FACTOR)).body).toMatchObject({
    factors: [],
    recoveryCodesLeft: 0,
    resetAt: expect.any(String) as unknown,
  });
  expect(await auditTrail(rig, 2)).toEqual([
    `administrator:${id} administrator.sign-in`,
    'administrator second-factor.reset',
  ]);
});

test('no secret of a factor is told again, and none is in the audit log', async () => {
  const said = [
    await own.call('GET', FACTOR),
    await rig.call('GET', '/api/v1/administrators?limit=100'),
    await rig.call('GET', '/api/v1/audit?limit=1000'),
  ].map(({ body }) => JSON.stringify(body));
  for (const secret of [phone.secret, ...phone.recoveryCodes])
    for (const answer of said) expect(answer).not.toContain(secret);
});

describe('an organisation that asks for it', () => {
  const setting = (browser: Pick<ConsoleBrowser, 'call'>, requireSecondFactor: boolean) =>
    browser.call('PUT', '/api/v1/security-settings', { body: { requireSecondFactor } });

  test('whoever has none may do nothing but set one up, also in a session from before', async () => {
    const address = `bob-${email}`;
    await addAdministrator(rig, address);
    const bob = openBrowser(rig);
    await bob.signIn(address);
    expect(await setting(bob, true)).toMatchObject({ status: 409, body: { code: 'second-factor-missing' } });
    expect((await setting(own, true)).status).toBe(200);
    const open: string[] = [];
    for (const route of Object.keys(ROUTE_ACCESS)) {
      const [method = '', path = ''] = route.split(' ');
      const answer = await bob.call(method, `/api/v1${path}`, method === 'GET' ? {} : { body: {} });
      const isRefused = answer.status === 403 && text(answer.body, 'code') === 'second-factor-required';
      if (!isRefused && ROUTE_ACCESS[route as keyof typeof ROUTE_ACCESS] !== 'public') open.push(route);
      if (route === 'DELETE /session') await bob.signIn(address);
    }
    expect(open).toEqual([
      'GET /session',
      'DELETE /session',
      'GET /session/second-factor',
      'POST /session/second-factor/totp',
      'POST /session/second-factor/totp/confirm',
      'POST /session/second-factor/passkey',
      'POST /session/second-factor/passkey/confirm',
    ]);
    expect((await bob.call('GET', ME)).body).toMatchObject({ mustEnrol: true });
    await enrolPhone(rig, bob);
    expect((await bob.call('GET', '/api/v1/events')).status).toBe(200);
    expect((await rig.call('GET', '/api/v1/events')).status).toBe(200);
    expect((await setting(own, false)).status).toBe(200);
  });
});
