/** Administrators' and devices' REST requests, over real HTTP against the whole service (interfaces 2). */
import fc, { type Arbitrary } from 'fast-check';
import { problemSchema, PROBLEM_CONTENT_TYPE } from '../../../shared/http/problem.ts';
import type { Answer } from '../../service/service-rig.ts';
import { anyText, bytesOf, textOf } from '../harness/bytes.ts';
import { promise, type FuzzTarget } from '../harness/fuzz-target.ts';
import { seedFiles } from '../harness/corpora.ts';
import { instants } from '../grammars/channel.ts';
import { startFuzzedService, type FuzzedService } from './fuzzed-service.ts';

/** `METHOD /path`, an empty line, the body. `{group}` and the like stand for what is there. */
const ROUTES: readonly string[] = [
  ...[
    'GET /api/v1/events',
    'POST /api/v1/events',
    'GET /api/v1/events/{event}',
    'PATCH /api/v1/events/{event}',
  ],
  ...['POST /api/v1/events/{event}/end', 'POST /api/v1/events/impact', 'DELETE /api/v1/events/{event}'],
  ...[
    'GET /api/v1/groups',
    'POST /api/v1/groups',
    'PATCH /api/v1/groups/{group}',
    'GET /api/v1/groups/{group}/members',
  ],
  ...['PUT /api/v1/groups/{group}/members/{user}', 'DELETE /api/v1/groups/{group}/members/nobody'],
  ...['GET /api/v1/users', 'POST /api/v1/users', 'GET /api/v1/users/{user}', 'PATCH /api/v1/users/{user}'],
  ...['GET /api/v1/devices', 'POST /api/v1/devices', 'GET /api/v1/devices/{device}', 'GET /api/v1/audit'],
  ...[
    'GET /api/v1/audit.csv',
    'GET /api/v1/audit/verify',
    'GET /api/v1/device/snapshot',
    'POST /api/v1/device/messages',
    'GET /api/v1/nothing',
  ],
];
const queries = fc.oneof(
  fc.constant(''),
  fc
    .tuple(fc.constantFrom('limit', 'cursor', 'q', 'service', 'seq', 'hash', 'status', 'x'), anyText)
    .map(([name, value]) => `?${name}=${encodeURIComponent(Buffer.from(value).toString())}`),
  fc.webQueryParameters().map((text) => `?${text}`),
);

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  anyText,
  fc.constant('x'.repeat(600)),
);
const times = fc.oneof(
  instants,
  fc.record({
    local: fc.oneof(
      fc.constantFrom('2026-11-23T09:00', '2027-03-28T01:30', '2026-10-25T01:30', '9999-99-99T99:99'),
      texts,
    ),
    offset: fc.constantFrom('+00:00', '+14:00', 'Z', ''),
  }),
);
const references = fc.constantFrom('{group}', '{user}', '{event}', '{device}', 'nobody', '');
const odd = <Value>(value: Arbitrary<Value>): Arbitrary<unknown> =>
  fc.oneof({ arbitrary: value, weight: 9 }, { arbitrary: fc.jsonValue({ maxDepth: 1 }), weight: 1 });
/** Fields of every body: each route takes its own and must not mind the others. */
const FIELDS = {
  description: odd(texts),
  affectedGroupId: odd(references),
  notes: odd(texts),
  outlookContinuity: odd(fc.boolean()),
  cloudPasswordReset: odd(fc.constantFrom('never', 'email', 'sms', 'email-or-sms')),
  timeZone: odd(fc.constantFrom('UTC', 'Europe/London', 'Mars/Phobos', 'utc', '+01:00')),
  start: odd(times),
  end: odd(fc.option(times)),
  startMessage: odd(texts),
  smsGroupId: odd(fc.option(references)),
  startSms: odd(texts),
  startSmsLeadMinutes: odd(fc.integer({ min: -1, max: 2000 })),
  name: odd(texts),
  email: odd(fc.oneof(fc.emailAddress(), texts)),
  displayName: odd(texts),
  phone: odd(fc.option(fc.constantFrom('+441234567890', '1', '+'))),
  aliases: odd(fc.array(fc.oneof(fc.emailAddress(), texts), { maxLength: 3 })),
  permissions: odd(fc.record({ disasterRecovery: fc.boolean() })),
  mayRead: odd(fc.array(references, { maxLength: 3 })),
  device: odd(fc.record({ name: texts, platform: texts, appVersion: texts, publicKey: texts })),
};
const bodies = fc.record(FIELDS, { requiredKeys: [] }).map((body) => JSON.stringify(body));
const requests = fc
  .tuple(fc.constantFrom(...ROUTES), queries, fc.oneof(bodies, bodies, anyText))
  .map(([route, query, body]) => bytesOf(`${route}${query}\n\n${body}`));

const draft = '{"description":"d","affectedGroupId":"{group}","start":"2026-11-23T09:00:00.000Z","end":null}';

export const target: FuzzTarget = {
  seeds: [
    ...ROUTES.map((route) => bytesOf(`${route}\n\n${draft}`)),
    ...seedFiles(['jsontestsuite'], /\.json$/).map((json) =>
      Buffer.concat([bytesOf('POST /api/v1/events\n\n'), json]),
    ),
  ],
  grammar: requests,
  words: [
    ...Object.keys(FIELDS).map((name) => `"${name}":`),
    '{group}',
    '{event}',
    '{user}',
    '{device}',
    '"local"',
  ],
  open: async () => {
    const fuzzed = await startFuzzedService();
    let runs = 0;
    return {
      run: async (input) => {
        await ask(fuzzed, textOf(input));
        runs += 1;
        if (runs % HEALTH_EVERY === 0) await fuzzed.checkHealth();
      },
      close: () => fuzzed.rig.stop(),
    };
  },
};

const HEALTH_EVERY = 50;
/** Node answers a head of more than 16 KiB with 431 by itself. */
const MAX_ROUTE_UNITS = 8000;
const METHODS = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']);

async function ask(fuzzed: FuzzedService, input: string): Promise<void> {
  const { groupId, userId, eventId, deviceId, rig } = fuzzed;
  const filled = input
    .replaceAll('{group}', groupId)
    .replaceAll('{user}', userId)
    .replaceAll('{event}', eventId)
    .replaceAll('{device}', deviceId);
  const [, method = '', route = '', body = ''] = /^(\w+) (\/\S*)\n\n([^]*)$/.exec(filled) ?? [];
  // What is no HTTP never reaches our code, nor does a head beyond its limit; Node's own parser is fuzzed by Node.
  if (!METHODS.has(method) || !URL.canParse(route, rig.service.httpUrl)) return;
  if (new URL(route, rig.service.httpUrl).href.length > MAX_ROUTE_UNITS) return;
  const path = route.startsWith('/api/') ? route : `/api/v1/${encodeURIComponent(route)}`;
  // Passwords cost a tenth of a second each to hash, which is all that would be measured.
  const withoutPassword = body.replaceAll('"password"', '"passwort"');
  const answer = await rig.call(method, path, method === 'GET' ? {} : { raw: withoutPassword });
  checkAnswer(`${method} ${path}`, answer);
}

function checkAnswer(request: string, { status, headers, body }: Answer): void {
  promise(status < 500, `answered with ${status}: ${request}`);
  if (status < 400) return;
  promise(
    headers.get('content-type')?.startsWith(PROBLEM_CONTENT_TYPE) === true,
    `${status} is no problem document: ${request}`,
  );
  const problem = problemSchema.parse(body);
  promise(problem.status === status, `${status} says ${problem.status}: ${request}`);
  if (status !== 422) return;
  promise(
    (problem.errors ?? []).length > 0,
    `refused without naming a field: ${request} ${JSON.stringify(problem)}`,
  );
  for (const { pointer, message } of problem.errors ?? [])
    promise(
      /^(?:\/|$)/.test(pointer) && message !== '',
      `a field without words: ${request} ${JSON.stringify(problem)}`,
    );
}
