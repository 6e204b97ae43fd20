/** The device's mailbox sync against a service whose answers are not what they should be (interfaces 4; G18 for mail). */
import fc from 'fast-check';
import { runSync, type RunEvents } from '../../../electron/device/mailbox/run-sync.ts';
import { createJmapClient } from '../../../electron/device/mailbox/jmap/client.ts';
import { problemOf } from '../../../electron/device/mailbox/sync-view.ts';
import type { Http, HttpAnswer, MailStore } from '../../../electron/device/ports.ts';
import { createMemoryMailStore } from '../../../electron/adapters/mail-store/memory-mail-store.ts';
import { DAY_MS, HOUR_MS, instantSchema } from '../../../shared/domain/instant.ts';
import { ACCOUNT, BASE_URL, createJmapServer } from '../../electron/device/mailbox/jmap-server.ts';
import { bytesOf, textOf } from '../harness/bytes.ts';
import { promise, type FuzzTarget } from '../harness/fuzz-target.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 9);
/** The window of five days with fifty mails takes a dozen; a service that never ends its answers must not keep a device asking. */
const MAX_REQUESTS = 2000;
/** Errors that a run is allowed to end with: each becomes a word for the person. */
const DECLARED = new Set(['SyncError', 'StoreError', 'MethodRefused', 'ZodError', '$ZodError']);

const statuses = fc.constantFrom(200, 200, 200, 200, 204, 401, 403, 404, 429, 500);
const answers = fc.constantFrom(
  '{"methodResponses":[["Email/changes",{"created":[],"updated":[],"destroyed":[],"newState":"1","hasMoreChanges":true},"changes"]]}',
  '{"methodResponses":[["error",{"type":"cannotCalculateChanges"},"changes"]]}',
  '{"methodResponses":[["Email/query",{"ids":["m1","m1","","__proto__"]},"query"]]}',
  '{"methodResponses":[]}',
  '{"apiUrl":"http://evil.test/","uploadUrl":"/u","downloadUrl":"/d/{blobId}","capabilities":{"urn:ietf:params:jmap:core":{"maxObjectsInGet":1}},"accounts":{}}',
);
const lines = fc.oneof(
  fc.constant(''),
  fc.tuple(statuses, fc.oneof(answers, fc.json(), fc.string())).map(([status, body]) => `${status} ${body}`),
);

/** Line n takes the place of the service's nth answer; an empty one lets the true answer through. With `!` first, the last is repeated. */
const scripts = fc
  .tuple(fc.boolean(), fc.array(lines, { maxLength: 8 }))
  .map(([repeats, script]) => bytesOf(`${repeats ? '!' : ''}${script.join('\n')}`));

export const target: FuzzTarget = {
  seeds: await recordedScripts(),
  grammar: scripts,
  words: [
    ...[
      '"hasMoreChanges":true',
      '"newState":',
      '"ids":',
      '"list":',
      '"receivedAt":',
      '"error"',
      '"mailboxIds"',
      '\n',
    ],
    ...['200 ', '429 ', '"apiUrl":"//evil.test/"', '"maxObjectsInGet":0', '"size":-1', '"accounts":{}'],
  ],
  open: async () => ({ run: check, close: async () => undefined }),
};

/** What a true service says in a first run and one after a change: what mutation begins with. */
async function recordedScripts(): Promise<readonly Uint8Array[]> {
  const recorded: string[] = [];
  const { http, store } = await syncedOnce();
  await run(store, {
    request: async (request) => {
      const answer = await http.request(request);
      if (answer.kind === 'answered')
        recorded.push(`${answer.status} ${textOf(answer.body).replaceAll('\n', ' ')}`);
      return answer;
    },
  });
  const alone = recorded.map((line, index) => bytesOf('\n'.repeat(index) + line));
  return [bytesOf(recorded.join('\n')), ...alone];
}

async function check(input: Uint8Array): Promise<void> {
  const text = textOf(input);
  const repeats = text.startsWith('!');
  const script = text.slice(repeats ? 1 : 0).split('\n');
  const { http, store } = await syncedOnce();
  let asked = 0;
  const hostile: Http = {
    request: async (request) => {
      promise(
        URL.canParse(request.url) && new URL(request.url).origin === BASE_URL,
        `the token was sent to ${request.url}`,
      );
      asked += 1;
      promise(asked <= MAX_REQUESTS, 'the device asks without end');
      const line = script[repeats ? Math.min(asked, script.length) - 1 : asked - 1] ?? '';
      return answerOf(line) ?? http.request(request);
    },
  };
  const failure = await run(store, hostile).then(
    () => null,
    (error: unknown) => error,
  );
  if (failure !== null) {
    if (!(failure instanceof Error)) throw new Error('rejected with what is no error', { cause: failure });
    if (!DECLARED.has(failure.name)) throw failure;
    promise(problemOf(failure) !== 'disk-full', 'the service made the disk full');
  }
  await checkStore(store);
}

function answerOf(line: string): HttpAnswer | null {
  const [, status, body = ''] = /^(\d{3}) (.*)$/.exec(line) ?? [];
  if (status === undefined) return null;
  return {
    kind: 'answered',
    status: Number(status),
    headers: { 'retry-after': body.slice(0, 8) },
    body: bytesOf(body),
  };
}

/** A store that followed a true service, whose mail has changed since. */
async function syncedOnce(): Promise<{ readonly http: Http; readonly store: MailStore }> {
  const server = createJmapServer();
  const mail = (id: string, ageMs: number) =>
    ({ id, receivedAtMs: NOW_MS - ageMs, mailbox: 'inbox', seen: false, subject: id }) as const;
  server.put(mail('m1', HOUR_MS), mail('m2', DAY_MS));
  const store = createMemoryMailStore();
  await run(store, server.http);
  server.put(mail('m3', 1), mail('m1', HOUR_MS));
  server.destroy('m2');
  return { http: server.http, store };
}

async function run(store: MailStore, http: Http): Promise<void> {
  const access = () => ({ apiBaseUrl: BASE_URL, token: 'token', accountId: ACCOUNT });
  const events: RunEvents = {
    checkStopped: () => undefined,
    changed: async () => undefined,
    expects: () => undefined,
  };
  const log = { write: () => undefined };
  const client = createJmapClient(http, access);
  const needs = {
    client,
    mail: store,
    log,
    access,
    nowMs: () => NOW_MS,
    prioritySince: () => null,
    accounts: () => undefined,
  };
  await runSync(needs, events);
}

async function checkStore(store: MailStore): Promise<void> {
  const { messages, bytes } = await store.counts();
  promise((await store.ids()).size === messages && bytes >= 0, 'the store counts what it does not have');
  const { rows } = await store.list({ mailbox: 'inbox', unreadOnly: false, offset: 0, limit: 100 });
  for (const { id, receivedAt, from } of rows) {
    promise(instantSchema.safeParse(receivedAt).success, `${id} was received at ${receivedAt}`);
    promise(typeof from.address === 'string', `${id} is from nobody`);
    promise((await store.raw(id)) !== null, `${id} is listed without its bytes`);
  }
}
