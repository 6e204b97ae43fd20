/** Tests what the console sends to the service and what it makes of the answers. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { createRestClient } from '../../../../renderer/console/api/rest-client.ts';
import type { Credentials } from '../../../../renderer/console/api/rest-types.ts';

afterEach(() => vi.unstubAllGlobals());

const TOKEN: Credentials = { kind: 'token', token: 'secret' };
const schema = z.object({ id: z.string() });
const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });

/** The browser's network, with these answers in turn; null: none. */
function service(credentials: Credentials, ...answers: (Response | null)[]) {
  const sent: { readonly path: string; readonly init: RequestInit; readonly headers: Headers }[] = [];
  const heard: boolean[] = [];
  const unauthorised = vi.fn();
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    sent.push({ path, init, headers: new Headers(init.headers) });
    const answer = answers.shift() ?? null;
    if (answer === null) throw new TypeError('Failed to fetch');
    return answer;
  });
  const client = createRestClient({
    credentials: () => credentials,
    heard: (answered) => heard.push(answered),
    unauthorised,
  });
  return { client, sent, heard, unauthorised };
}

describe('what is sent', () => {
  test('a token goes with every request, and a body only where there is one', async () => {
    const { client, sent } = service(TOKEN, json(200, { id: 'a' }));
    expect(await client.get('/events/a', schema)).toEqual({ ok: true, value: { id: 'a' } });
    expect(sent[0]?.path).toBe('api/v1/events/a');
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer secret');
    expect(sent[0]?.headers.has('content-type')).toBe(false);
  });

  test('with a session, what changes something carries the CSRF token, and reading does not', async () => {
    const session: Credentials = { kind: 'session', csrfToken: 'csrf' };
    const { client, sent } = service(session, json(200, { id: 'a' }), new Response(null, { status: 204 }));
    await client.get('/groups/a', schema);
    expect(await client.remove('/groups/a')).toEqual({ ok: true, value: null });
    expect(sent.map(({ headers }) => headers.get('x-csrf-token'))).toEqual([null, 'csrf']);
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([null, null]);
  });

  test('an edit says which version it was made from', async () => {
    const { client, sent } = service(TOKEN, json(412, {}));
    const answer = await client.patch('/events/a', { notes: '' }, schema, 3);
    expect(sent[0]?.headers.get('if-match')).toBe('"3"');
    expect(answer).toMatchObject({ ok: false, problem: { kind: 'outdated' } });
  });

  test('what was not answered is created with the same key again; what was answered is not', async () => {
    const { client, sent } = service(TOKEN, null, json(201, { id: 'a' }), json(201, { id: 'b' }));
    expect(await client.create('/groups', { name: 'A' }, schema)).toMatchObject({
      problem: { kind: 'unreachable' },
    });
    expect(await client.create('/groups', { name: 'A' }, schema)).toMatchObject({ ok: true });
    await client.create('/groups', { name: 'A' }, schema);
    const [first, second, third] = sent.map(({ headers }) => headers.get('idempotency-key'));
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });
});

describe('what comes back', () => {
  test('a refusal names its fields', async () => {
    const fields = [{ pointer: '/description', code: 'too-long', message: 'at most 120 characters' }];
    const problem = {
      type: 't',
      title: 't',
      status: 422,
      detail: 'Not like this.',
      code: 'invalid',
      errors: fields,
    };
    const { client } = service(TOKEN, json(422, problem));
    expect(await client.post('/events', {}, schema)).toEqual({
      ok: false,
      problem: { kind: 'refused', code: 'invalid', message: 'Not like this.', fields },
    });
  });

  test.each([
    [401, 'unauthorised', 'not-authenticated'],
    [403, 'refused', 'not-permitted'],
    [404, 'missing', 'not-found'],
    [409, 'refused', ''],
    [429, 'refused', 'too-many-attempts'],
  ])('%i is %s, whoever said it', async (status, kind, code) => {
    const { client, unauthorised } = service(TOKEN, json(status, {}));
    expect(await client.get('/x', schema)).toMatchObject({ ok: false, problem: { kind, code } });
    expect(unauthorised).toHaveBeenCalledTimes(status === 401 ? 1 : 0);
  });

  test.each([json(200, { other: 1 }), new Response('<html>')])(
    'what is not understood is unreadable',
    async (answer) => {
      const { client, heard } = service(TOKEN, answer);
      expect(await client.get('/x', schema)).toMatchObject({ ok: false, problem: { kind: 'unreadable' } });
      expect(heard).toEqual([true]);
    },
  );

  test('no answer says that the service is away, unless the page itself gave up', async () => {
    const { client, heard } = service(TOKEN, null, null);
    await client.get('/x', schema);
    await client.get('/x', schema, AbortSignal.abort());
    expect(heard).toEqual([false]);
  });
});
