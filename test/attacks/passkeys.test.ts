/** Attacks on passkeys by somebody who knows the password: assertions again, of others, for others, of copies, and ways around. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../shared/domain/instant.ts';
import { createAuthenticator, type Authenticator, type Tricks } from '../service/access/authenticator.ts';
import {
  addAdministrator,
  auditTrail,
  openBrowser,
  PASSWORD,
  type ConsoleBrowser,
} from '../service/access/console-browser.ts';
import {
  asked,
  beginPasskey,
  confirmPasskey,
  enrolPasskey,
  firstStepOf,
  ORIGIN,
  showAssertion,
} from '../service/access/passkey.ts';
import { startRig, type ServiceRig } from '../service/service-rig.ts';

const ME = '/api/v1/session';
const FACTOR = `${ME}/second-factor`;

/** Asked at 127.0.0.1, where no passkey works. */
let bare: ServiceRig;
/** The same service at its public address. */
let rig: ServiceRig;
/** Counts administrators, so that nobody's limits are another's. */
let made = 0;
let email: string;
let id: string;
let own: ConsoleBrowser;
let passkey: Authenticator;
let recoveryCodes: readonly string[];

beforeAll(async () => {
  bare = await startRig({ trustedProxies: ['127.0.0.1'], transport: { publicUrl: ORIGIN } });
  rig = asked(bare);
});
afterAll(() => bare.stop());

beforeEach(async () => {
  made += 1;
  email = `ada-${String(made)}@example.com`;
  id = await addAdministrator(bare, email);
  own = openBrowser(rig);
  await own.signIn(email);
  ({ authenticator: passkey, recoveryCodes } = await enrolPasskey(own));
});

async function stranger(): Promise<{
  browser: ConsoleBrowser;
  challenge: string;
  request: { challenge: string; rpId: string };
}> {
  const browser = openBrowser(rig);
  const { challenge } = await firstStepOf(browser, email);
  return { browser, challenge, request: { challenge, rpId: new URL(ORIGIN).hostname } };
}

async function signInWith(tricks: Tricks = {}, authenticator = passkey): Promise<number | string> {
  const { browser, challenge, request } = await stranger();
  return showAssertion(browser, challenge, authenticator.show(request, tricks));
}

async function somebodyElse(): Promise<{ browser: ConsoleBrowser; authenticator: Authenticator }> {
  const browser = openBrowser(rig);
  await addAdministrator(bare, `eve-${email}`);
  await browser.signIn(`eve-${email}`);
  const { authenticator } = await enrolPasskey(browser);
  return { browser, authenticator };
}

describe('signing in', () => {
  test('the password brings a question for this host, and the passkey answers it; it is told when', async () => {
    const browser = openBrowser(rig);
    const step = await firstStepOf(browser, email);
    expect(step.kinds).toEqual(['passkey', 'recovery-code']);
    expect(step.passkey).toMatchObject({
      ...{ challenge: step.challenge, rpId: 'continuity.example.com', userVerification: 'discouraged' },
      allowCredentials: [{ id: passkey.id, type: 'public-key', transports: ['hybrid', 'internal'] }],
    });
    const assertion = passkey.show({ challenge: step.challenge, rpId: 'continuity.example.com' });
    expect(await showAssertion(browser, step.challenge, assertion)).toBe(200);
    const { body } = await browser.call('GET', FACTOR);
    expect(body).toMatchObject({
      ...{ passkeysHere: true, recoveryCodesLeft: 10 },
      factors: [
        { kind: 'passkey', host: 'continuity.example.com', lastUsedAt: expect.any(String) as unknown },
      ],
    });
    expect(await auditTrail(bare, 3)).toEqual([
      `administrator:${id} administrator.sign-in`,
      `administrator:${id} second-factor.add`,
      `administrator:${id} administrator.sign-in`,
    ]);
  });

  test('an assertion is taken once: not for its challenge again, nor for another', async () => {
    const { browser, challenge, request } = await stranger();
    const assertion = passkey.show(request);
    expect(await showAssertion(browser, challenge, assertion)).toBe(200);
    expect(await showAssertion(openBrowser(rig), challenge, assertion)).toBe('challenge-over');
    const next = await stranger();
    expect(await showAssertion(next.browser, next.challenge, assertion)).toBe('wrong-passkey');
  });

  test('by two at once it lets one in', async () => {
    const { browser, challenge, request } = await stranger();
    const assertion = passkey.show(request);
    const both = await Promise.all([
      showAssertion(browser, challenge, assertion),
      showAssertion(openBrowser(rig), challenge, assertion),
    ]);
    expect(both.sort()).toEqual([200, 'challenge-over']);
  });

  const eves = (): Authenticator => createAuthenticator({ origin: ORIGIN });
  const forged: readonly (readonly [string, () => Tricks])[] = [
    ['of a page at another host', () => ({ origin: 'https://continuity.example.com.evil.example' })],
    ['of a page at another port', () => ({ origin: `${ORIGIN}:8443` })],
    ['of a page in plain http', () => ({ origin: 'http://continuity.example.com' })],
    ['made for another host', () => ({ rpId: 'example.com' })],
    ['of another ceremony', () => ({ type: 'webauthn.create' })],
    ['for another challenge', () => ({ challenge: 'c29tZXRoaW5nLWVsc2U' })],
    ['signed by another key', () => ({ signer: eves() })],
    ['of a passkey that nobody has', () => ({ id: eves().id })],
    ['of somebody else by its own words', () => ({ userHandle: Buffer.from('eve').toString('base64url') })],
    ['without anybody at the key', () => ({ flags: 0 })],
    [
      'out of a frame of another page',
      () => ({ client: { crossOrigin: true, topOrigin: 'https://evil.example' } }),
    ],
  ];
  test.each(forged)('%s: refused', async (_name, tricks) => {
    expect(await signInWith(tricks())).toBe('wrong-passkey');
    expect(await auditTrail(bare, 1)).toEqual(['service administrator.second-factor-refused']);
    expect(await signInWith()).toBe(200);
  });

  test('the passkey of another administrator is none, whoever asks for it', async () => {
    const { authenticator } = await somebodyElse();
    expect(await signInWith({}, authenticator)).toBe('wrong-passkey');
    expect(await signInWith({ id: passkey.id }, authenticator)).toBe('wrong-passkey');
  });

  test('what is no assertion at all is refused, and counts', async () => {
    const { browser, challenge, request } = await stranger();
    const { response, ...rest } = passkey.show(request) as { response: Record<string, string> };
    const broken = (part: object) => ({ ...rest, response: { ...response, ...part } });
    for (const part of [
      { clientDataJSON: 'bnVsbA' },
      { clientDataJSON: '!!' },
      { authenticatorData: '' },
      { authenticatorData: 'AAAA' },
      { signature: '' },
    ])
      expect(await showAssertion(browser, challenge, broken(part))).toBe('wrong-passkey');
    expect(await showAssertion(browser, challenge, passkey.show(request))).toBe('challenge-over');
    const next = await stranger();
    expect(await showAssertion(next.browser, next.challenge, passkey.show(next.request))).toBe(429);
    // The browser that was there before has places of its own.
    const known = await firstStepOf(own, email);
    const right = passkey.show({ ...next.request, challenge: known.challenge });
    expect(await showAssertion(own, known.challenge, right)).toBe(200);
  });

  test('a challenge is for five minutes, and for what it was asked', async () => {
    const { browser, challenge, request } = await stranger();
    rig.world.wallMs += 5 * MINUTE_MS;
    expect(await showAssertion(browser, challenge, passkey.show(request))).toBe('challenge-over');
    const { challenge: confirms } = (await own.call('POST', `${FACTOR}/challenge`)).body as {
      challenge: string;
    };
    const { challenge: enrols } = await beginPasskey(own);
    for (const other of [confirms, enrols])
      expect(
        await showAssertion(openBrowser(rig), other, passkey.show({ ...request, challenge: other })),
      ).toBe('challenge-over');
  });
});

describe('a copy of a passkey', () => {
  test('shows by a count that stands still, falls, or is gone; the refusal says so in the audit log', async () => {
    const counting = createAuthenticator({ origin: ORIGIN });
    await enrolPasskey(own, counting, { count: 4 });
    const withCount = (count: number): Promise<number | string> => signInWith({ count }, counting);
    expect(await withCount(10)).toBe(200);
    expect([await withCount(10), await withCount(5), await withCount(0)]).toEqual(
      Array.from({ length: 3 }, () => 'wrong-passkey'),
    );
    const { body } = await bare.call('GET', '/api/v1/audit?service=access&limit=1');
    expect(JSON.stringify(body)).toContain('count');
    // What was kept is the authenticator's count, not one more than ours.
    expect(await withCount(11)).toBe(200);
  });

  test('cannot be told of one that never counts: that one goes on', async () => {
    expect([await signInWith(), await signInWith()]).toEqual([200, 200]);
  });
});

describe('setting one up', () => {
  test('takes the password, a session, and the own challenge for it', async () => {
    const begin = { body: { currentPassword: 'guess' } };
    expect((await own.call('POST', `${FACTOR}/passkey`, begin)).status).toBe(422);
    const { browser, challenge, request } = await stranger();
    const half = createAuthenticator({ origin: ORIGIN });
    const { passkey: options } = await beginPasskey(own);
    const registration = half.make({ ...options, challenge: request.challenge });
    expect((await confirmPasskey(browser, challenge, registration)).status).toBe(401);
    expect((await confirmPasskey(own, challenge, registration)).body).toMatchObject({
      code: 'challenge-over',
    });
    const eve = await somebodyElse();
    const begun = await beginPasskey(own);
    const stolen = await confirmPasskey(eve.browser, begun.challenge, half.make(begun.passkey));
    expect(stolen.body).toMatchObject({ code: 'challenge-over' });
  });

  const forged: readonly (readonly [string, Tricks])[] = [
    ['of a page at another host', { origin: 'https://evil.example' }],
    ['made for another host', { rpId: 'evil.example' }],
    ['an assertion', { type: 'webauthn.get' }],
    ['for another challenge', { challenge: 'c29tZXRoaW5nLWVsc2U' }],
    ['without anybody at the key', { flags: 0x40 }],
  ];
  test.each(forged)('%s: refused', async (_name, tricks) => {
    const { challenge, passkey: options } = await beginPasskey(own);
    const registration = createAuthenticator({ origin: ORIGIN }).make(options, tricks);
    expect((await confirmPasskey(own, challenge, registration)).body).toMatchObject({
      code: 'wrong-passkey',
    });
  });

  test('one that is set up already is refused, to oneself and to others, and browsers are told which', async () => {
    const again = await beginPasskey(own);
    expect(again.passkey.excludeCredentials).toMatchObject([{ id: passkey.id }]);
    const twice = await confirmPasskey(own, again.challenge, passkey.make(again.passkey));
    expect(twice).toMatchObject({ status: 409, body: { code: 'passkey-known' } });
    const { browser } = await somebodyElse();
    const begun = await beginPasskey(browser);
    const copied = await confirmPasskey(browser, begun.challenge, passkey.make(begun.passkey));
    expect(copied.body).toMatchObject({ code: 'passkey-known' });
  });

  test('a registration is taken once', async () => {
    const { challenge, passkey: options } = await beginPasskey(own);
    const registration = createAuthenticator({ origin: ORIGIN }).make(options);
    expect((await confirmPasskey(own, challenge, registration)).status).toBe(200);
    expect((await confirmPasskey(own, challenge, registration)).body).toMatchObject({
      code: 'challenge-over',
    });
  });

  test('there are at most twenty factors', async () => {
    for (let factor = 1; factor < 20; factor += 1)
      await enrolPasskey(own, createAuthenticator({ origin: ORIGIN }));
    const answer = await own.call('POST', `${FACTOR}/passkey`, { body: { currentPassword: PASSWORD } });
    expect(answer).toMatchObject({ status: 409, body: { code: 'too-many-factors', limit: 20 } });
  });
});

describe('elsewhere', () => {
  test('at an address where browsers have no passkeys, none is offered, set up or taken', async () => {
    for (const place of [bare, asked(bare, 'continuity.example.com.'), asked(bare, 'localhost:1')]) {
      const browser = openBrowser(place);
      const step = await firstStepOf(browser, email);
      expect(step).toMatchObject({ kinds: ['recovery-code'], passkey: null });
      const request = { challenge: step.challenge, rpId: 'continuity.example.com' };
      expect(await showAssertion(browser, step.challenge, passkey.show(request))).toBe('wrong-passkey');
    }
    const browser = openBrowser(bare);
    await addAdministrator(bare, `bob-${email}`);
    await browser.signIn(`bob-${email}`);
    expect((await browser.call('GET', FACTOR)).body).toMatchObject({ passkeysHere: false });
    const begin = await browser.call('POST', `${FACTOR}/passkey`, { body: { currentPassword: PASSWORD } });
    expect(begin).toMatchObject({ status: 409, body: { code: 'no-passkeys-here' } });
  });

  test('whoever has only a passkey of elsewhere, and no codes, is not let in by the password alone', async () => {
    for (const code of recoveryCodes) {
      const browser = openBrowser(bare);
      const { challenge } = await firstStepOf(browser, email);
      const body = { challenge, kind: 'recovery-code', code };
      expect((await browser.call('POST', FACTOR, { body })).status).toBe(200);
    }
    const answer = await openBrowser(bare).signIn(email);
    expect(answer).toMatchObject({ status: 202, body: { kinds: [], passkey: null } });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});

describe('authenticators of every kind', () => {
  test.each(['EdDSA', 'RS256'] as const)('%s', async (algorithm) => {
    const other = createAuthenticator({ origin: ORIGIN, algorithm });
    await enrolPasskey(own, other);
    expect(await signInWith({}, other)).toBe(200);
  });

  test('one that uses what was not asked for is refused', async () => {
    const { challenge, passkey: options } = await beginPasskey(own);
    const registration = createAuthenticator({ origin: ORIGIN, algorithm: 'ES384' }).make(options);
    expect((await confirmPasskey(own, challenge, registration)).body).toMatchObject({
      code: 'wrong-passkey',
    });
  });

  test('with the longest id, ways that nobody knows yet, and no word of whose it is', async () => {
    const odd = createAuthenticator({ origin: ORIGIN, idBytes: 1023 });
    await enrolPasskey(own, odd, { transports: ['neural', 'usb', 'cable-2'] });
    const { browser, challenge, request } = await stranger();
    expect(await showAssertion(browser, challenge, odd.show(request, { userHandle: null }))).toBe(200);
    const { passkey: question } = await firstStepOf(openBrowser(rig), email);
    expect(question?.allowCredentials.at(-1)?.transports).toEqual(['usb']);
  });

  test('one that names its owner rightly, or nobody by an empty name', async () => {
    const handle = Buffer.from(id).toString('base64url');
    expect([await signInWith({ userHandle: handle }), await signInWith({ userHandle: '' })]).toEqual([
      200, 200,
    ]);
  });
});

test('a passkey takes itself away; then the password alone lets in, and the codes are worth nothing', async () => {
  const { factors } = (await own.call('GET', FACTOR)).body as { factors: { id: string }[] };
  const { challenge } = (await own.call('POST', `${FACTOR}/challenge`)).body as { challenge: string };
  const assertion = passkey.show({ challenge, rpId: 'continuity.example.com' });
  const body = { currentPassword: PASSWORD, proof: { challenge, kind: 'passkey', assertion } };
  const path = `${FACTOR}/${factors[0]?.id ?? ''}/remove`;
  expect((await own.call('POST', path, { body: { ...body, currentPassword: 'guess' } })).status).toBe(422);
  expect((await own.call('POST', path, { body })).status).toBe(204);
  expect((await openBrowser(rig).signIn(email)).status).toBe(200);
  expect((await own.call('GET', FACTOR)).body).toMatchObject({ factors: [], recoveryCodesLeft: 0 });
});
