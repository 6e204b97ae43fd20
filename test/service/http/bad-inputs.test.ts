/** Every line of the corpus of bad administration requests, with what this service answers, or why the line does not apply. */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { problemSchema } from '../../../shared/http/problem.ts';
import { fromMs, HOUR_MS } from '../../../shared/domain/instant.ts';
import { addAdministrator, openBrowser, type ConsoleBrowser } from '../access/console-browser.ts';
import { ADMIN_TOKEN, startRig, START_MS, text, type ServiceRig } from '../service-rig.ts';

const corpus = z
  .array(z.object({ id: z.string() }))
  .parse(JSON.parse(readFileSync(path.join('test', 'corpus', 'bad-inputs', 'rest-admin.json'), 'utf8')));

let rig: ServiceRig;
let groupId: string;
let administratorId: string;

beforeAll(async () => {
  rig = await startRig();
  groupId = text((await rig.call('POST', '/api/v1/groups', { body: { name: 'London' } })).body, 'id');
  administratorId = await addAdministrator(rig, ADMINISTRATOR);
});
afterAll(() => rig.stop());

const ADMINISTRATOR = 'ada@example.com';

async function signedIn(): Promise<ConsoleBrowser> {
  const browser = openBrowser(rig);
  await browser.signIn(ADMINISTRATOR);
  return browser;
}

const EVENTS = '/api/v1/events';

function draft(given: Record<string, unknown> = {}) {
  return { description: 'd', affectedGroupId: groupId, start: fromMs(START_MS), end: null, ...given };
}

async function create(given: Record<string, unknown> = {}) {
  return rig.call('POST', EVENTS, { body: draft(given) });
}

async function statusOf(
  method: string,
  route: string,
  request?: Parameters<ServiceRig['call']>[2],
): Promise<number> {
  return (await rig.call(method, route, request)).status;
}

/** The status line that a request gets when it is written by hand. */
async function rawStatus(lines: readonly string[]): Promise<string> {
  const { port } = new URL(rig.service.httpUrl);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(lines.join('\r\n')));
    socket.once('data', (data) => {
      resolve(data.toString().split('\r\n', 1)[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

const auth = `Authorization: Bearer ${ADMIN_TOKEN}`;

/** By the corpus's id: a check, or the reason why there is nothing to check. */
const CASES: Readonly<Record<string, string | (() => Promise<void>)>> = {
  'no-auth': async () => expect(await statusOf('GET', EVENTS, { token: null })).toBe(401),
  'other-tenant-id': async () => {
    // One organisation a service: another tenant's id is one that this service never made.
    const other = await startRig();
    const group = text((await other.call('POST', '/api/v1/groups', { body: { name: 'B' } })).body, 'id');
    await other.stop();
    for (const list of ['events', 'groups', 'users', 'devices'])
      expect(await statusOf('GET', `/api/v1/${list}/${group}`)).toBe(404);
  },
  'idor-sweep': 'swept in matrix.test.ts, from the route table',
  'mass-assign': async () => {
    // The interface has unknown fields ignored; ignored they must be.
    const answer = await create({ tenantId: 'B', role: 'owner', version: 99, id: 'mine', status: 'expired' });
    expect(answer).toMatchObject({ status: 201, body: { version: 1, status: 'current' } });
    expect(answer.body).not.toHaveProperty('tenantId');
    expect(text(answer.body, 'id')).not.toBe('mine');
  },
  'etag-stale': async () => {
    const id = text((await create()).body, 'id');
    const stale = { body: { notes: 'x' }, headers: { 'if-match': '"0"' } };
    expect(await statusOf('PATCH', `${EVENTS}/${id}`, stale)).toBe(412);
  },
  'idem-key-replay': async () => {
    const request = { body: draft({ description: 'once' }), headers: { 'idempotency-key': 'replayed' } };
    const first = await rig.call('POST', EVENTS, request);
    const again = await rig.call('POST', EVENTS, request);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const { items } = (await rig.call('GET', `${EVENTS}?q=once`)).body as { items: unknown[] };
    expect(items).toHaveLength(1);
  },
  'idem-key-other-body': async () => {
    const headers = { 'idempotency-key': 'reused' };
    // A request that was refused has not used the key up.
    expect((await rig.call('POST', EVENTS, { body: draft({ timeZone: 'x' }), headers })).status).toBe(422);
    expect((await rig.call('POST', EVENTS, { body: draft(), headers })).status).toBe(201);
    expect(await rig.call('POST', EVENTS, { body: draft({ notes: 'x' }), headers })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
    expect(await statusOf('POST', EVENTS, { body: draft(), headers: { 'idempotency-key': 'a b' } })).toBe(
      400,
    );
  },
  'content-type-form': async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect(await statusOf('POST', EVENTS, { raw: '{}', headers: { 'content-type': type } })).toBe(415);
  },
  'csrf-cross-site': async () => {
    const browser = await signedIn();
    const origin = { origin: 'https://evil.example' };
    expect((await browser.call('POST', EVENTS, { body: draft(), headers: origin })).status).toBe(403);
    expect((await browser.call('POST', EVENTS, { body: draft() })).status).toBe(201);
  },
  'json-depth': async () => {
    const deep = `{"notes":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
    expect(await statusOf('POST', EVENTS, { raw: deep })).toBe(400);
  },
  'json-dup': async () => {
    const raw = JSON.stringify(draft()).replace('{', '{"description":"first",');
    // The last wins, as in every JSON parser of JavaScript.
    expect(await rig.call('POST', EVENTS, { raw })).toMatchObject({
      status: 201,
      body: { description: 'd' },
    });
  },
  'body-100MB': async () => {
    const head = ['POST /api/v1/events HTTP/1.1', 'Host: 127.0.0.1', auth, 'Content-Type: application/json'];
    // Refused by its announcement, before the first byte of it.
    expect(await rawStatus([...head, 'Content-Length: 104857600', '', ''])).toContain('413');
  },
  'gzip-bomb': async () =>
    expect(await statusOf('POST', EVENTS, { raw: '{}', headers: { 'content-encoding': 'gzip' } })).toBe(415),
  'chunked-smuggle': async () => {
    const head = ['POST /api/v1/events HTTP/1.1', 'Host: x', auth, 'Content-Type: application/json'];
    const both = ['Content-Length: 4', 'Transfer-Encoding: chunked', '', '0', '', ''];
    expect(await rawStatus([...head, ...both])).toContain('400');
  },
  'path-traversal': async () => {
    expect(await statusOf('GET', `${EVENTS}/..%2f..%2fdevices`)).toBe(404);
    expect(await statusOf('GET', `${EVENTS}/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd`)).toBe(404);
  },
  'method-override': async () => {
    const id = text((await create({ start: fromMs(START_MS + HOUR_MS) })).body, 'id');
    await rig.call('GET', `${EVENTS}/${id}`, { headers: { 'x-http-method-override': 'DELETE' } });
    expect(await statusOf('GET', `${EVENTS}/${id}`)).toBe(200);
  },
  'host-header':
    'a service has no name of its own behind a proxy, and makes no address from Host but for JMAP, whose clients sent it',
  'ssrf-webhook': async () => {
    // Names are resolved, and redirects refused, at every delivery: webhooks/webhooks.test.ts.
    const hosts = [
      '169.254.169.254',
      '100.64.0.1',
      '[::ffff:127.0.0.1]',
      '2130706433',
      '0x7f.1',
      '[fe80::1]',
    ];
    for (const host of hosts) {
      const answer = await rig.call('POST', '/api/v1/webhooks', {
        body: { name: 'x', url: `https://${host}/` },
      });
      expect([host, answer.status]).toEqual([host, 422]);
      expect(answer.body).toMatchObject({ errors: [{ pointer: '/url', code: 'private-address' }] });
    }
    const plain = { name: 'x', url: 'http://example.com/' };
    expect(await statusOf('POST', '/api/v1/webhooks', { body: plain })).toBe(422);
  },
  'csv-import': async () => {
    // Line errors, BOM, formulas, NUL and mixed line ends are in csv/import.test.ts.
    const rows = `email\n${'a@example.com\r\n'.repeat(1_000_000)}`;
    const headers = { 'content-type': 'text/csv' };
    expect(await statusOf('POST', '/api/v1/users/import', { raw: rows, headers })).toBe(400);
  },
  'sql-like': async () => {
    const attack = "' OR 1=1 -- % _ \\";
    const answer = await create({ description: attack, notes: attack });
    expect(answer).toMatchObject({ status: 201, body: { description: attack, notes: attack } });
    expect((await rig.call('GET', `/api/v1/groups?q=${encodeURIComponent(attack)}`)).body).toMatchObject({
      items: [],
    });
    expect((await rig.call('GET', '/api/v1/groups?q=%25')).body).toMatchObject({ items: [] });
    expect(await statusOf('GET', `${EVENTS}/${encodeURIComponent(attack)}`)).toBe(404);
  },
  'sort-param': async () => {
    for (const list of ['events', 'groups', 'users', 'devices', 'audit'])
      expect(await statusOf('GET', `/api/v1/${list}?sort=constructor`)).toBe(400);
    expect(await statusOf('GET', `${EVENTS}?include=constructor`)).toBe(400);
  },
  'limit-negative': async () => {
    for (const limit of ['-1', '0', 'x', '1.5'])
      expect(await statusOf('GET', `${EVENTS}?limit=${limit}`)).toBe(400);
    expect(await statusOf('GET', `${EVENTS}?limit=1000000000`)).toBe(200);
  },
  'cursor-forged': async () => {
    for (const cursor of [
      'x',
      'e30.AAAA',
      `${Buffer.from('["a","b"]').toString('base64url')}.${'A'.repeat(22)}`,
    ])
      for (const list of ['events', 'groups', 'users', 'devices', 'audit'])
        expect(await statusOf('GET', `/api/v1/${list}?cursor=${cursor}`)).toBe(400);
  },
  'event-end-before-start': async () =>
    expect(await create({ end: fromMs(START_MS - 1) })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/end', code: 'not-after-start' }] },
    }),
  'event-dates': async () => {
    const starts = [
      '2026-02-29T00:00:00.000Z',
      '10000-01-01T00:00:00.000Z',
      '2026-12-31T23:59:60.000Z',
      'tomorrow',
    ];
    for (const start of starts) {
      const { status, body } = await create({ start });
      expect(status).toBe(422);
      expect(problemSchema.parse(body).errors?.every(({ pointer }) => pointer === '/start')).toBe(true);
    }
    const berlin = { timeZone: 'Europe/Berlin' };
    expect(await create({ ...berlin, start: { local: '2027-03-28T02:30' } })).toMatchObject({ status: 422 });
    expect(await create({ ...berlin, start: { local: '2027-10-31T02:30' } })).toMatchObject({ status: 422 });
  },
  'event-tz': async () =>
    expect(await create({ timeZone: 'Mars/Phobos' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/timeZone' }] },
    }),
  'event-overlap': async () => {
    // STATES.md, O1: each event stands for itself.
    expect((await create()).status).toBe(201);
    expect((await create()).status).toBe(201);
  },
  'event-edit-current': async () => {
    const id = text((await create()).body, 'id');
    const body = { end: fromMs(START_MS + HOUR_MS) };
    expect(await rig.call('PATCH', `${EVENTS}/${id}`, { body })).toMatchObject({
      status: 200,
      body: { version: 2 },
    });
  },
  'event-delete-current': async () => {
    // STATES.md, A4: what devices act on is ended, not deleted.
    const id = text((await create()).body, 'id');
    expect(await rig.call('DELETE', `${EVENTS}/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'not-pending' },
    });
  },
  'event-1e5-groups': async () => {
    const answer = await create({ affectedGroupId: Array.from({ length: 100 }, () => groupId) });
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/affectedGroupId', code: 'wrong-type' }] },
    });
  },
  'message-html': async () => {
    const startMessage = '<script>alert(1)</script>';
    expect(await create({ startMessage })).toMatchObject({ status: 201, body: { startMessage } });
  },
  'message-100KB': async () =>
    expect(await create({ startMessage: 'x'.repeat(100_000) })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/startMessage', code: 'too-long' }] },
    }),
  'message-empty': async () =>
    // Stays empty: the app then says it in its own words, in the person's language.
    expect(await create({ startMessage: '' })).toMatchObject({ status: 201, body: { startMessage: '' } }),
  'message-bidi': async () =>
    expect(await create({ startMessage: '\u202eabc\u200b' })).toMatchObject({
      body: { startMessage: 'abc' },
    }),
  'login-brute': 'see devices/enrolment.test.ts for people, access/lock-out.test.ts for administrators',
  'login-timing': 'see devices/enrolment.test.ts',
  'session-fixation': async () => {
    const browser = await signedIn();
    const before = browser.cookies.get('continuity_session');
    await browser.signIn(ADMINISTRATOR);
    expect(browser.cookies.get('continuity_session')).not.toBe(before);
  },
  'jwt-none': 'administrators use an opaque token; tokens of devices see devices/access-tokens.test.ts',
  'token-after-logout': async () => {
    const browser = await signedIn();
    await browser.call('DELETE', '/api/v1/session');
    expect((await browser.call('GET', EVENTS)).status).toBe(401);
  },
  'role-downgrade': async () => {
    const browser = await signedIn();
    await addAdministrator(rig, 'other@example.com');
    const body = { role: 'auditor' };
    await rig.call('PATCH', `/api/v1/administrators/${administratorId}`, { body });
    expect((await browser.call('GET', EVENTS)).status).toBe(401);
    await browser.signIn(ADMINISTRATOR);
    expect((await browser.call('POST', EVENTS, { body: draft() })).status).toBe(403);
  },
  'audit-tamper': 'see audit/chain.test.ts',
  'audit-inject': async () => {
    await rig.call('POST', '/api/v1/groups', { body: { name: 'two\nlines\r\n=cmd' } });
    const { body } = await rig.call('GET', '/api/v1/audit.csv');
    expect(
      String(body)
        .split('\r\n')
        .every((line) => line === '' || /^"(?:seq|\d+)",/u.test(line)),
    ).toBe(true);
  },
};

describe('bad administration requests', () => {
  test('every line of the corpus has a case, and every case a line', () => {
    expect(Object.keys(CASES).sort()).toEqual(corpus.map(({ id }) => id).sort());
  });

  for (const [id, judged] of Object.entries(CASES)) {
    if (typeof judged === 'string') test.skip(`${id}: does not apply: ${judged}`);
    else test(id, judged);
  }
});
