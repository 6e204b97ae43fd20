/** API tokens over real HTTP: shown once, bounded by their scopes, noted as used, over when expired or revoked. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromMs, HOUR_MS, MINUTE_MS } from '../../../shared/domain/instant.ts';
import { startRig, START_MS, text, type ServiceRig } from '../service-rig.ts';
import { auditTrail } from './console-browser.ts';

const TOKENS = '/api/v1/api-tokens';

let rig: ServiceRig;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

async function create(given: Record<string, unknown> = {}) {
  const body = { name: 'Monitoring', scopes: ['events:write'], ...given };
  const answer = await rig.call('POST', TOKENS, { body });
  return { answer, id: text(answer.body, 'id'), token: text(answer.body, 'secret') };
}

const get = async (path: string, token: string): Promise<number> =>
  (await rig.call('GET', `/api/v1/${path}`, { token })).status;

async function lastUsedAt(id: string): Promise<unknown> {
  const { items } = (await rig.call('GET', TOKENS)).body as { items: { id: string; lastUsedAt: unknown }[] };
  return items.find((item) => item.id === id)?.lastUsedAt;
}

test('a token may what its scopes say and no more, writing includes reading, and it has no way to more', async () => {
  const { token, id } = await create();
  expect(await get('events', token)).toBe(200);
  expect(await get('groups', token)).toBe(403);
  expect(await get('api-tokens', token)).toBe(403);
  const more = { name: 'More', scopes: ['users:write'] };
  expect((await rig.call('POST', TOKENS, { token, body: more })).status).toBe(403);
  expect((await rig.call('POST', TOKENS, { body: { ...more, scopes: ['access:write'] } })).status).toBe(422);
  expect((await rig.call('GET', '/api/v1/session', { token })).body).toMatchObject({
    administrator: null,
    token: { id, name: 'Monitoring' },
    role: null,
    scopes: ['events:write'],
  });
});

test('the secret is told once, and nothing that is kept gives it back', async () => {
  const { token, answer } = await create();
  expect(answer.headers.get('cache-control')).toBe('no-store');
  for (const path of [TOKENS, '/api/v1/audit?limit=1000'])
    expect(JSON.stringify((await rig.call('GET', path)).body)).not.toContain(token);
});

test('its last use is noted, at most once a minute', async () => {
  const { id, token } = await create();
  expect(await lastUsedAt(id)).toBeNull();
  const usedAfter = async (ms: number): Promise<unknown> => {
    rig.world.wallMs = START_MS + ms;
    await get('events', token);
    return lastUsedAt(id);
  };
  expect(await usedAfter(0)).toBe(fromMs(START_MS));
  expect(await usedAfter(MINUTE_MS - 1)).toBe(fromMs(START_MS));
  expect(await usedAfter(MINUTE_MS)).toBe(fromMs(START_MS + MINUTE_MS));
  rig.world.wallMs = START_MS;
});

test('it is over at the very millisecond it expires, and as soon as it is revoked', async () => {
  const expiring = await create({ expiresAt: fromMs(START_MS + HOUR_MS) });
  rig.world.wallMs = START_MS + HOUR_MS - 1;
  expect(await get('events', expiring.token)).toBe(200);
  rig.world.wallMs = START_MS + HOUR_MS;
  expect(await get('events', expiring.token)).toBe(401);
  rig.world.wallMs = START_MS;
  const revoked = await create();
  expect((await rig.call('DELETE', `${TOKENS}/${revoked.id}`)).status).toBe(204);
  expect(await get('events', revoked.token)).toBe(401);
  expect((await rig.call('DELETE', `${TOKENS}/${revoked.id}`)).status).toBe(404);
  expect(await auditTrail(rig, 2)).toEqual([
    'administrator api-token.revoke',
    'administrator api-token.create',
  ]);
});

test('a token needs a name, a scope and an expiry that lies ahead', async () => {
  const problems = async (given: Record<string, unknown>) =>
    (await rig.call('POST', TOKENS, { body: { name: 'n', scopes: ['events:read'], ...given } })).body;
  expect(await problems({ name: ' ' })).toMatchObject({ errors: [{ pointer: '/name', code: 'required' }] });
  expect(await problems({ name: 'x'.repeat(81) })).toMatchObject({ errors: [{ code: 'too-long' }] });
  expect(await problems({ scopes: [] })).toMatchObject({ errors: [{ pointer: '/scopes' }] });
  expect(await problems({ scopes: ['events:erase'] })).toMatchObject({ errors: [{ code: 'not-allowed' }] });
  expect(await problems({ expiresAt: fromMs(START_MS) })).toMatchObject({
    errors: [{ code: 'in-the-past' }],
  });
});

test('what is done with a token is done in its name', async () => {
  const { id, token } = await create({ scopes: ['groups:write'] });
  await rig.call('POST', '/api/v1/groups', { token, body: { name: 'By token' } });
  expect((await rig.call('GET', '/api/v1/audit?limit=1')).body).toMatchObject({
    items: [{ actor: `token:${id}`, action: 'group.create' }],
  });
});

test('tokens are listed in the order asked for, what never expires last, and found by their name', async () => {
  const other = await startRig();
  for (const [name, hours] of [
    ['Übersicht', 2],
    ['alpha', null],
    ['Beta', 1],
  ] as const) {
    const expiresAt = hours === null ? null : fromMs(START_MS + hours * HOUR_MS);
    await other.call('POST', TOKENS, { body: { name, scopes: ['events:read'], expiresAt } });
  }
  const names = async (query: string) => {
    const { body } = await other.call('GET', `${TOKENS}?count=true&${query}`);
    const { items, total } = body as { items: { name: string }[]; total: number };
    return [total, ...items.map(({ name }) => name)];
  };
  expect(await names('')).toEqual([3, 'alpha', 'Beta', 'Übersicht']);
  expect(await names('sort=expiresAt')).toEqual([3, 'Beta', 'Übersicht', 'alpha']);
  expect(await names('q=uber')).toEqual([1, 'Übersicht']);
  await other.stop();
});
