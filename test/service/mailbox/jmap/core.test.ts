/** JMAP's core as clients meet it: session, requests, errors, back references, limits, authentication (RFC 8620, interfaces 4). */
import { expect, test } from 'vitest';
import { CORE_LIMITS } from '../../../../service/mailbox/jmap/core/limits.ts';
import { SUBMIT_ONCE } from '../../../../shared/protocol/submit-once.ts';
import { startService, type TestService } from '../mail-service.ts';
import { callAll, USING, type Call } from './jmap-client.ts';
import { plain, receive } from './mailbox-of-mail.ts';

function post(service: TestService, payload: string, headers: Record<string, string> = {}) {
  return service.app.inject({
    method: 'POST',
    url: '/jmap/api',
    payload,
    headers: { authorization: 'Bearer katharina', 'content-type': 'application/json', ...headers },
  });
}

test('RFC 8620 2: the session has the accounts, delegates read-only, and the limits', async () => {
  const { app } = await startService();
  const response = await app.inject({
    url: '/.well-known/jmap',
    headers: { authorization: 'Bearer katharina', host: 'mail.example' },
  });
  const session = response.json<Record<string, unknown>>();
  expect(session).toMatchObject({
    username: 'katharina@northwind.example',
    capabilities: {
      'urn:ietf:params:jmap:core': CORE_LIMITS,
      ...{ 'urn:ietf:params:jmap:mail': {}, [SUBMIT_ONCE]: {} },
    },
    accounts: {
      katharina: { isPersonal: true, isReadOnly: false },
      tomas: { isPersonal: false, isReadOnly: true },
    },
    primaryAccounts: { 'urn:ietf:params:jmap:mail': 'katharina' },
    apiUrl: 'http://mail.example/jmap/api',
    downloadUrl: 'http://mail.example/jmap/download/{accountId}/{blobId}/{name}?accept={type}',
  });
  const answer = (await post(await startService(), JSON.stringify({ using: USING, methodCalls: [] }))).json<{
    sessionState: string;
  }>();
  expect(answer.sessionState).toBe(session['state']);
});

test.each([
  ['session', 'GET', '/.well-known/jmap'],
  ['api', 'POST', '/jmap/api'],
  ['download', 'GET', '/jmap/download/katharina/M1/x'],
] as const)(
  'interfaces 4: %s without sign-in is 401 with a challenge, too many attempts 429',
  async (_name, method, url) => {
    const { app } = await startService();
    const json = { 'content-type': 'application/json' };
    const payload = method === 'POST' ? { payload: '{}' } : {};
    const refused = await app.inject({ method, url, headers: json, ...payload });
    expect(refused.statusCode).toBe(401);
    expect(refused.headers['www-authenticate']).toMatch(/Bearer.*Basic/);
    const limited = await app.inject({
      method,
      url,
      headers: { ...json, authorization: 'Bearer impatient' },
      ...payload,
    });
    expect([limited.statusCode, limited.headers['retry-after']]).toEqual([429, '62']);
  },
);

test.each([
  ['not JSON', '{', {}, 400, 'notJSON'],
  ['another content type', '{}', { 'content-type': 'text/plain' }, 400, 'notJSON'],
  ['no request', '[]', {}, 400, 'notRequest'],
  ['a call that is no triple', '{"using":[],"methodCalls":[["Core/echo",{}]]}', {}, 400, 'notRequest'],
  ['an unknown capability', '{"using":["urn:x"],"methodCalls":[]}', {}, 400, 'unknownCapability'],
  [
    'too many calls',
    JSON.stringify({
      using: USING,
      methodCalls: Array.from({ length: CORE_LIMITS.maxCallsInRequest + 1 }, () => ['Core/echo', {}, 'a']),
    }),
    {},
    400,
    'limit',
  ],
  [
    'too large a request',
    JSON.stringify({ using: USING, methodCalls: [], more: 'x'.repeat(CORE_LIMITS.maxSizeRequest) }),
    {},
    413,
    'limit',
  ],
])('RFC 8620 3.6.1: %s is a problem of the request', async (_name, payload, headers, status, type) => {
  const response = await post(await startService(), payload, headers);
  expect(response.statusCode).toBe(status);
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(response.json()).toMatchObject({ type: `urn:ietf:params:jmap:error:${type}`, status });
});

test('RFC 8620 3.6.2: one call fails by name, the others go on', async () => {
  const { app } = await startService();
  const answers = await callAll(app, [
    ['Core/echo', { hello: [1, null] }, 'a'],
    ['Email/fly', {}, 'b'],
    ['Email/get', { accountId: 'katharina', ids: 'x' }, 'c'],
    ['Email/get', { accountId: 'somebody-else', ids: [] }, 'd'],
    [
      'Email/get',
      { accountId: 'katharina', ids: Array.from({ length: 501 }, (_, n) => `e${String(n)}`) },
      'e',
    ],
    ['Email/set', { accountId: 'tomas', update: {} }, 'f'],
    ['Email/queryChanges', { accountId: 'katharina', sinceQueryState: '0' }, 'g'],
    ['Mailbox/get', { accountId: 'katharina', colour: 'red' }, 'h'],
    ['toString', {}, 'i'],
    ['Email/copy', {}, 'j'],
    ['Blob/copy', {}, 'k'],
  ]);
  expect(answers.map(([name, args, id]) => [id, name === 'error' ? args['type'] : name])).toEqual([
    ['a', 'Core/echo'],
    ['b', 'unknownMethod'],
    ['c', 'invalidArguments'],
    ['d', 'accountNotFound'],
    ['e', 'requestTooLarge'],
    ['f', 'accountReadOnly'],
    ['g', 'cannotCalculateChanges'],
    ['h', 'invalidArguments'],
    ['i', 'unknownMethod'],
    ['j', 'unknownMethod'],
    ['k', 'unknownMethod'],
  ]);
  expect(answers[0]?.[1]).toEqual({ hello: [1, null] });
});

test('RFC 8620 3.3: a method of a capability that is not used is unknown', async () => {
  const service = await startService();
  const calls = [['Email/query', { accountId: 'katharina' }, 'a']];
  const response = await post(
    service,
    JSON.stringify({ using: ['urn:ietf:params:jmap:core'], methodCalls: calls }),
  );
  expect(response.json<{ methodResponses: readonly Call[] }>().methodResponses[0]).toEqual([
    'error',
    { type: 'unknownMethod' },
    'a',
  ]);
});

test('RFC 8620 3.7: back references lead from a query to its e-mails and on to their threads', async () => {
  const service = await startService();
  await receive(service, [plain('one'), plain('two')]);
  const accountId = 'katharina';
  const answers = await callAll(service.app, [
    ['Email/query', { accountId }, 'q'],
    [
      'Email/get',
      {
        accountId,
        '#ids': { resultOf: 'q', name: 'Email/query', path: '/ids' },
        properties: ['threadId', 'subject'],
      },
      'g',
    ],
    [
      'Thread/get',
      { accountId, '#ids': { resultOf: 'g', name: 'Email/get', path: '/list/*/threadId' } },
      't',
    ],
    [
      'Email/get',
      {
        accountId,
        '#ids': { resultOf: 't', name: 'Thread/get', path: '/list/*/emailIds' },
        properties: ['subject'],
      },
      'e',
    ],
    ['Email/get', { accountId, '#ids': { resultOf: 'q', name: 'Email/get', path: '/ids' } }, 'wrong name'],
    [
      'Email/get',
      { accountId, '#ids': { resultOf: 'q', name: 'Email/query', path: '/nothing' } },
      'wrong path',
    ],
    [
      'Email/get',
      { accountId, ids: [], '#ids': { resultOf: 'q', name: 'Email/query', path: '/ids' } },
      'both',
    ],
  ]);
  const subjects = (answers[3]?.[1]['list'] as { subject: string }[]).map((email) => email.subject);
  expect(subjects).toEqual(['two', 'one']);
  expect(answers.slice(4).map(([, args]) => args['type'])).toEqual([
    'invalidResultReference',
    'invalidResultReference',
    'invalidArguments',
  ]);
});

test('interfaces 4: a mailbox that is not ours does not exist, whatever is asked of it', async () => {
  const service = await startService();
  await receive(service, [plain('private')]);
  const [answer] = await callAll(service.app, [['Email/query', { accountId: 'katharina' }, 'q']]);
  const [id = ''] = answer?.[1]['ids'] as string[];
  const foreign = await service.app.inject({
    url: `/jmap/download/katharina/${id.replace(/-inbox$/, '')}/x.eml`,
    headers: { authorization: 'Bearer tomas' },
  });
  expect(foreign.statusCode).toBe(404);
  const missing = await service.app.inject({
    url: '/jmap/download/tomas/Mnothing/x.eml',
    headers: { authorization: 'Bearer tomas' },
  });
  expect(missing.body).toBe(foreign.body);
  const own = await service.app.inject({
    url: `/jmap/download/tomas/${id.replace(/-inbox$/, '')}/x.eml`,
    headers: { authorization: 'Bearer katharina' },
  });
  expect(own.statusCode).toBe(404);
});
