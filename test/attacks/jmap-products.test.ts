/** JMAP requests that a person may send and that would multiply: each is bounded, answered by name, and logged as no failure. */
import { expect, test } from 'vitest';
import { MAX_JSON_DEPTH, MAX_JSON_VALUES } from '../../service/json-bounds.ts';
import {
  CORE_LIMITS,
  MAX_ANSWER_BYTES,
  MAX_REFERRED_CHARACTERS,
  MAX_REFERRED_ITEMS,
} from '../../service/mailbox/jmap/core/limits.ts';
import { callAll, USING, type Call } from '../service/mailbox/jmap/jmap-client.ts';
import { plain, receive } from '../service/mailbox/jmap/mailbox-of-mail.ts';
import { startService, type TestService } from '../service/mailbox/mail-service.ts';

const MORE_CALLS = CORE_LIMITS.maxCallsInRequest - 1;

function post(service: TestService, payload: string) {
  const headers = { authorization: 'Bearer katharina', 'content-type': 'application/json' };
  return service.app.inject({ method: 'POST', url: '/jmap/api', payload, headers });
}

/** The first call says something large, each of the others says it again. */
function echoes(said: unknown): readonly Call[] {
  const again = { resultOf: '0', name: 'Core/echo', path: '/said' };
  const repeat = (_: unknown, index: number): Call => ['Core/echo', { '#said': again }, String(index + 1)];
  return [['Core/echo', { said }, '0'], ...Array.from({ length: MORE_CALLS }, repeat)];
}

const errorTypes = (answers: readonly Call[]) =>
  answers.flatMap(([name, answer]) => (name === 'error' ? [answer['type']] : []));

test('back references take no more items than a request may, all calls together', async () => {
  const service = await startService();
  const items = 3_000;
  const answers = await callAll(service.app, echoes(Array.from({ length: items }, () => '')));
  // The array itself is one of them.
  const admitted = Math.floor(MAX_REFERRED_ITEMS / (items + 1));
  expect(answers).toHaveLength(CORE_LIMITS.maxCallsInRequest);
  expect(errorTypes(answers)).toEqual(Array.from({ length: MORE_CALLS - admitted }, () => 'requestTooLarge'));
  expect(service.failures).toEqual([]);
});

test('a star over arrays in arrays counts each of them', async () => {
  const service = await startService();
  const nested = Array.from({ length: 70 }, () => Array.from({ length: 100 }, () => []));
  const answers = await callAll(service.app, [
    ['Core/echo', { said: nested }, '0'],
    ['Core/echo', { '#said': { resultOf: '0', name: 'Core/echo', path: '/said/*/*/*' } }, '1'],
    ['Core/echo', { '#said': { resultOf: '0', name: 'Core/echo', path: '/said/*/*/*' } }, '2'],
  ]);
  expect(answers.map(([name, answer]) => (name === 'error' ? answer['type'] : name))).toEqual([
    ...['Core/echo', 'Core/echo', 'requestTooLarge'],
  ]);
});

test('back references take no more characters than a request may have, all calls together', async () => {
  const service = await startService();
  const long = 'x'.repeat(300_000);
  const admitted = Math.floor(MAX_REFERRED_CHARACTERS / long.length);
  const refused = Array.from({ length: MORE_CALLS - admitted }, () => 'requestTooLarge');
  expect(errorTypes(await callAll(service.app, echoes(long)))).toEqual(refused);
  expect(errorTypes(await callAll(service.app, echoes({ [long]: 1 })))).toEqual(refused);
  expect(service.failures).toEqual([]);
});

const ofAll: Call = ['Email/get', { accountId: 'katharina', ids: null, fetchAllBodyValues: true }, 'all'];

async function receiveLongMail(service: TestService): Promise<void> {
  const body = `${'x'.repeat(70)}\n`.repeat(10_000);
  await receive(service, [plain('one', body), plain('other', body)]);
}

test('the answers to one request stay below their limit, and say where it was', async () => {
  const service = await startService();
  await receiveLongMail(service);
  const calls = Array.from({ length: CORE_LIMITS.maxCallsInRequest }, () => ofAll);
  const response = await post(service, JSON.stringify({ using: USING, methodCalls: calls }));
  expect(response.rawPayload.length).toBeLessThan(MAX_ANSWER_BYTES + 10_000);
  const { methodResponses } = response.json<{ methodResponses: readonly Call[] }>();
  expect(methodResponses).toHaveLength(CORE_LIMITS.maxCallsInRequest);
  expect(errorTypes(methodResponses)).toContain('requestTooLarge');
  expect(service.failures).toEqual([]);
});

test('what a change did is told however long the answers before it were', async () => {
  const service = await startService();
  await receiveLongMail(service);
  const create = { accountId: 'katharina', create: { a: { subject: 'kept', mailboxIds: { drafts: true } } } };
  const before = Array.from({ length: MORE_CALLS }, () => ofAll);
  const answers = await callAll(service.app, [...before, ['Email/set', create, 'set']]);
  expect(errorTypes(answers)).toContain('requestTooLarge');
  expect(answers.at(-1)).toMatchObject(['Email/set', { notCreated: null }, 'set']);
});

test.each([
  ['arrays', '['.repeat(400_000), ']'.repeat(400_000)],
  ['objects', '{"a":'.repeat(150_000), `1${'}'.repeat(150_000)}`],
  ['just too deep', '['.repeat(MAX_JSON_DEPTH + 1), ']'.repeat(MAX_JSON_DEPTH + 1)],
  ['arrays without an end', '['.repeat(900_000), ''],
])('JSON nested too deep is refused by its bytes: %s', async (_name, opening, closing) => {
  const service = await startService();
  const response = await post(service, `${opening}${closing}`);
  expect([response.statusCode, response.json<{ type: string }>().type]).toEqual([
    400,
    'urn:ietf:params:jmap:error:notRequest',
  ]);
  expect(service.failures).toEqual([]);
});

test('more values than a request needs are refused by the limit that they break', async () => {
  const service = await startService();
  const body = (values: number): string =>
    JSON.stringify({
      using: USING,
      methodCalls: [['Core/echo', { said: Array.from({ length: values }, () => 1) }, 'a']],
    });
  const response = await post(service, body(MAX_JSON_VALUES));
  expect([response.statusCode, response.json()]).toMatchObject([
    413,
    { type: 'urn:ietf:params:jmap:error:limit', limit: 'maxSizeRequest' },
  ]);
  expect((await post(service, body(MAX_JSON_VALUES - 100))).statusCode).toBe(200);
});

test('an encoded or contradictory body is the fault of who sent it, and no failure of ours', async () => {
  const service = await startService();
  for (const headers of [{ 'content-type': '' }, { 'content-type': 'application/json; charset=x' }]) {
    const response = await service.app.inject({
      ...{ method: 'POST', url: '/jmap/api', payload: '[]' },
      headers: { authorization: 'Bearer katharina', ...headers },
    });
    expect([400, 415]).toContain(response.statusCode);
  }
  expect(service.failures).toEqual([]);
});

test('back references from a query to its e-mails and threads are far below the limits', async () => {
  const service = await startService();
  await receive(
    service,
    Array.from({ length: 5 }, (_, index) => plain(`mail ${String(index)}`)),
  );
  const accountId = 'katharina';
  const ids = (resultOf: string, name: string, path: string) => ({ '#ids': { resultOf, name, path } });
  const answers = await callAll(service.app, [
    ['Email/query', { accountId }, 'q'],
    ['Email/get', { accountId, ...ids('q', 'Email/query', '/ids') }, 'g'],
    ['Thread/get', { accountId, ...ids('g', 'Email/get', '/list/*/threadId') }, 't'],
  ]);
  expect(answers.map(([name]) => name)).toEqual(['Email/query', 'Email/get', 'Thread/get']);
});
