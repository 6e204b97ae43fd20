/** JMAP requests of a signed-in person, over real HTTP against the whole service (RFC 8620, RFC 8621). */
import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';
import { anyText, bytesOf, textOf } from '../harness/bytes.ts';
import { seedFiles } from '../harness/corpora.ts';
import { promise, type FuzzTarget } from '../harness/fuzz-target.ts';
import { instants } from '../grammars/channel.ts';
import { startFuzzedService, type FuzzedService } from './fuzzed-service.ts';

const USING = ['urn:ietf:params:jmap:core', 'urn:ietf:params:jmap:mail'];
const METHODS = [
  ...[
    'Core/echo',
    'Mailbox/get',
    'Mailbox/query',
    'Mailbox/changes',
    'Email/get',
    'Email/query',
    'Email/changes',
  ],
  ...['Email/set', 'Email/queryChanges', 'Thread/get', 'Thread/changes', 'Nothing/get'],
];
const PROPERTIES = [
  ...[
    'id',
    'blobId',
    'threadId',
    'mailboxIds',
    'keywords',
    'size',
    'receivedAt',
    'from',
    'subject',
    'preview',
  ],
  ...[
    'bodyStructure',
    'bodyValues',
    'textBody',
    'htmlBody',
    'attachments',
    'headers',
    'header:Subject:asText',
  ],
  ...[
    'header:From:asAddresses:all',
    'header:Date:asDate',
    'header:List-Id:asURLs',
    'header:X:asRaw',
    'header::',
  ],
];

const names = fc.oneof(fc.constantFrom('{user}', '', '#', 'x', '__proto__'), anyText);
const numbers = fc.oneof(fc.integer(), fc.constantFrom(0, 1, -1, 2 ** 31, 2 ** 53, 1e308));
const conditions = fc.record(
  {
    inMailbox: names,
    before: instants,
    after: fc.oneof(instants, anyText),
    minSize: numbers,
    hasKeyword: fc.constantFrom('$seen', '$SEEN', '$x', ''),
    text: fc.oneof(anyText, fc.constantFrom('"', '% _', '\\', 'number')),
    from: anyText,
    hasAttachment: fc.boolean(),
    allInThreadHaveKeyword: fc.constant('$seen'),
  },
  { requiredKeys: [] },
);
const { filter } = fc.letrec<{ filter: unknown; operator: unknown }>((tie) => ({
  filter: fc.oneof({ depthSize: 'small' }, conditions, tie('operator')),
  operator: fc.record({
    operator: fc.constantFrom('AND', 'OR', 'NOT', 'XOR'),
    conditions: fc.array(tie('filter'), { maxLength: 3 }),
  }),
}));
const args: Arbitrary<Record<string, unknown>> = fc.record(
  {
    accountId: fc.constantFrom('{user}', '{user}', '{user}', 'x'),
    ids: fc.option(fc.array(names, { maxLength: 4 })),
    '#ids': fc.record({
      resultOf: fc.constantFrom('c0', 'c1', 'x'),
      name: fc.constantFrom(...METHODS),
      path: fc.constantFrom(
        '/ids',
        '/list/*/threadId',
        '/created',
        '/*/*',
        '/list/0/~1',
        'ids',
        '/list/*/emailIds',
      ),
    }),
    properties: fc.option(fc.array(fc.oneof(fc.constantFrom(...PROPERTIES), anyText), { maxLength: 6 })),
    bodyProperties: fc.option(fc.array(fc.constantFrom('partId', 'type', 'header:X', 'subParts', ''))),
    fetchAllBodyValues: fc.boolean(),
    maxBodyValueBytes: numbers,
    filter,
    sort: fc.array(
      fc.record({
        property: fc.constantFrom('receivedAt', 'size', 'subject', ''),
        isAscending: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    position: numbers,
    anchor: fc.option(names),
    anchorOffset: numbers,
    limit: fc.option(numbers),
    calculateTotal: fc.boolean(),
    collapseThreads: fc.boolean(),
    sinceState: fc.oneof(fc.nat().map(String), anyText),
    maxChanges: numbers,
    ifInState: fc.option(anyText),
    update: fc.dictionary(
      names,
      fc.dictionary(fc.constantFrom('keywords/$seen', 'keywords', 'x'), fc.jsonValue()),
      {
        maxKeys: 3,
      },
    ),
    destroy: fc.array(names, { maxLength: 2 }),
  },
  { requiredKeys: ['accountId'] },
);
/** Each method with about the arguments it takes, so that most requests come past the first look. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  'Email/get': ['ids', '#ids', 'properties', 'bodyProperties', 'fetchAllBodyValues', 'maxBodyValueBytes'],
  'Email/query': [
    'filter',
    'sort',
    'position',
    'anchor',
    'anchorOffset',
    'limit',
    'calculateTotal',
    'collapseThreads',
  ],
  'Email/set': ['ifInState', 'update', 'destroy'],
};
const DEFAULT_TAKES = ['ids', '#ids', 'properties', 'sinceState', 'maxChanges'];
const invocations = fc
  .tuple(fc.constantFrom(...METHODS), args, fc.constantFrom('c0', 'c1', ''), fc.integer({ min: 0, max: 9 }))
  .map(([method, given, id, wild]) => {
    const taken = new Set(['accountId', ...(TAKES[method] ?? DEFAULT_TAKES)]);
    const kept = Object.entries(given).filter(([name]) => wild === 0 || taken.has(name));
    return [method, Object.fromEntries(kept), id];
  });
const requests = fc
  .record({
    using: fc.oneof(
      { arbitrary: fc.constant(USING), weight: 9 },
      { arbitrary: fc.array(anyText), weight: 1 },
    ),
    methodCalls: fc.array(invocations, { maxLength: 6 }),
  })
  .map((request) => bytesOf(JSON.stringify(request)));

export const target: FuzzTarget = {
  seeds: [
    ...fc.sample(requests, { numRuns: 60, seed: 1 }),
    ...METHODS.map((method) =>
      bytesOf(JSON.stringify({ using: USING, methodCalls: [[method, { accountId: '{user}' }, 'c0']] })),
    ),
    ...seedFiles(['jsontestsuite'], /\.json$/),
  ],
  grammar: requests,
  words: [...METHODS, ...PROPERTIES, '"accountId":"{user}"', '"#ids":', '"filter":', '"operator":"NOT"'],
  open: async () => {
    const fuzzed = await startFuzzedService();
    return { run: (input) => ask(fuzzed, textOf(input)), close: () => fuzzed.rig.stop() };
  },
};

const answerSchema = z.object({
  methodResponses: z.array(z.tuple([z.string(), z.record(z.string(), z.unknown()), z.string()])),
  sessionState: z.string(),
});
const problemSchema = z.object({ type: z.string(), status: z.int(), detail: z.string() });

async function ask({ rig, userId, accessToken }: FuzzedService, input: string): Promise<void> {
  const raw = input.replaceAll('{user}', userId);
  const { status, body } = await rig.call('POST', '/jmap/api', { token: accessToken, raw });
  promise(status < 500, `answered with ${status}`);
  if (status !== 200) {
    promise(problemSchema.parse(body).detail !== '', 'a refusal without words');
    return;
  }
  for (const [name, answer] of answerSchema.parse(body).methodResponses) {
    if (name !== 'error') continue;
    promise(answer['type'] !== 'serverFail', `the server failed: ${JSON.stringify(answer)}`);
  }
}
