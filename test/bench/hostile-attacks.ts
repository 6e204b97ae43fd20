/** What can be asked of the service that costs more than it looks: each is one attack of the benchmark `hostile`. */
import { CORE_LIMITS } from '../../service/mailbox/jmap/core/limits.ts';
import { fromMs, HOUR_MS } from '../../shared/domain/instant.ts';
import { ADMIN_TOKEN } from '../journeys/process-rig.ts';
import type { FilledMailbox } from './jmap-mailbox.ts';
import type { Ground } from './hostile-ground.ts';

export interface Target extends FilledMailbox, Ground {
  readonly url: string;
  readonly smtpPort: number;
}

export interface Attack {
  readonly name: string;
  readonly run: (target: Target) => Promise<void>;
  /** Where it changes what it attacks. */
  readonly rounds?: number;
  /** Where it needs what may not be beside the project. */
  readonly isThere?: () => boolean;
}

const USING = ['core', 'mail', 'submission'].map((name) => `urn:ietf:params:jmap:${name}`);
const AT_ONCE = 8;

async function send(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers, body });
  await response.arrayBuffer();
}

const postJmap = ({ url, token }: Target, body: string): Promise<void> =>
  send(`${url}/jmap/api`, { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body);

type Call = readonly [name: string, args: object];

const requestOf = (calls: readonly Call[]): string =>
  JSON.stringify({
    using: USING,
    methodCalls: calls.map(([name, args], index) => [name, args, String(index)]),
  });

const repeated = (first: readonly Call[], again: Call): readonly Call[] => [
  ...first,
  ...Array.from({ length: CORE_LIMITS.maxCallsInRequest - first.length }, () => again),
];

/** One request, and eight of it at once. */
function jmap(name: string, bodyOf: (target: Target) => string): readonly Attack[] {
  return [
    { name: `JMAP: ${name}`, run: (target) => postJmap(target, bodyOf(target)) },
    {
      name: `JMAP: ${name}, eight at once`,
      async run(target) {
        const body = bodyOf(target);
        await Promise.all(Array.from({ length: AT_ONCE }, () => postJmap(target, body)));
      },
    },
  ];
}

const again = { resultOf: '0', name: 'Core/echo', path: '/said' };
const ids = (path = '/ids', name = 'Email/query') => ({ '#ids': { resultOf: '0', name, path } });
const words = Array.from({ length: 62 }, (_, index) => ({
  text: 'abcdefghijklmnoprstuw'.charAt(index % 20),
}));

const JMAP: readonly Attack[] = [
  ...jmap('back references that multiply', () =>
    requestOf(
      repeated(
        [['Core/echo', { said: Array.from({ length: 160_000 }, () => '') }]],
        ['Core/echo', { '#said': again }],
      ),
    ),
  ),
  ...jmap('as many values as are read, multiplied', () =>
    requestOf(
      repeated(
        [['Core/echo', { said: Array.from({ length: 9_000 }, () => '') }]],
        ['Core/echo', { '#said': again }],
      ),
    ),
  ),
  ...jmap('a long text multiplied', () =>
    requestOf(repeated([['Core/echo', { said: 'x'.repeat(900_000) }]], ['Core/echo', { '#said': again }])),
  ),
  ...jmap('JSON nested 400,000 deep', () => '['.repeat(400_000) + ']'.repeat(400_000)),
  ...jmap('many names', () =>
    requestOf([
      [
        'Core/echo',
        Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [`${'k'.repeat(40)}${String(n)}`, {}])),
      ],
    ]),
  ),
  ...jmap('thousands of ids at fault', ({ accountId }) =>
    requestOf([['Email/get', { accountId, ids: Array.from({ length: 15_000 }, () => '?') }]]),
  ),
  ...jmap('500 e-mails with all bodies, 31 times', ({ accountId }) => {
    const get = { accountId, ...ids(), fetchAllBodyValues: true };
    return requestOf(repeated([['Email/query', { accountId, limit: 500 }]], ['Email/get', get]));
  }),
  ...jmap('searches for 62 common letters, counted, in threads, 32 times', ({ accountId }) => {
    const filter = { operator: 'OR', conditions: words };
    return requestOf(
      repeated([], ['Email/query', { accountId, filter, calculateTotal: true, collapseThreads: true }]),
    );
  }),
  ...jmap('phrases in bodies, 32 times', ({ accountId }) => {
    const filter = { operator: 'OR', conditions: words.map(() => ({ body: '"a b" "c d" "e f"' })) };
    return requestOf(repeated([], ['Email/query', { accountId, filter, calculateTotal: true }]));
  }),
  ...jmap('the whole list from its end, 32 times', ({ accountId }) =>
    requestOf(
      repeated([], ['Email/query', { accountId, position: -1, calculateTotal: true, collapseThreads: true }]),
    ),
  ),
  ...jmap('counts of mailboxes, 32 times', ({ accountId }) =>
    requestOf(repeated([], ['Mailbox/get', { accountId }])),
  ),
  ...jmap('snippets of 500 e-mails, 31 times', ({ accountId }) => {
    const emailIds = { '#emailIds': ids()['#ids'] };
    return requestOf(
      repeated(
        [['Email/query', { accountId, limit: 500 }]],
        ['SearchSnippet/get', { accountId, ...emailIds, filter: { text: 'a' } }],
      ),
    );
  }),
  ...jmap('500 drafts', ({ accountId }) => {
    const draft = {
      mailboxIds: { drafts: true },
      subject: 'x',
      bodyValues: { a: { value: 'x' } },
      textBody: [{ partId: 'a' }],
    };
    const create = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`d${String(n)}`, draft]));
    return requestOf([['Email/set', { accountId, create }]]);
  }),
  ...jmap('500 changes', ({ accountId }) => {
    const update = Object.fromEntries(
      Array.from({ length: 500 }, (_, n) => [`e${String(n)}`, { 'keywords/$seen': true }]),
    );
    return requestOf([['Email/set', { accountId, update }]]);
  }),
  ...jmap('all changes since the beginning, 32 times', ({ accountId }) =>
    requestOf(repeated([], ['Email/changes', { accountId, sinceState: '0' }])),
  ),
];

const strangers = Array.from({ length: AT_ONCE });
const STRANGERS: readonly Attack[] = [
  {
    name: 'strangers: eight JMAP bodies of 0.8 MB',
    async run({ url }) {
      const body = JSON.stringify(Array.from({ length: 100_000 }, (_, n) => `a${String(n)}`)).slice(
        0,
        800_000,
      );
      await Promise.all(
        strangers.map(() =>
          send(`${url}/jmap/api`, { 'content-type': 'application/json' }, body).catch(() => undefined),
        ),
      );
    },
  },
  {
    name: 'strangers: registrations of 15 KB of names',
    async run({ url }) {
      const body = JSON.stringify(
        Object.fromEntries(Array.from({ length: 1_500 }, (_, n) => [`k${String(n)}`, n])),
      );
      await Promise.all(
        strangers.map(() => send(`${url}/api/v1/devices`, { 'content-type': 'application/json' }, body)),
      );
    },
  },
];

const admin = { authorization: `Bearer ${ADMIN_TOKEN}` };

async function read({ url }: Target, route: string): Promise<void> {
  const response = await fetch(`${url}/api/v1${route}`, { headers: admin });
  if (!response.ok) throw new Error(`${route}: ${String(response.status)} ${await response.text()}`);
  await response.arrayBuffer();
}

function post({ url }: Target, route: string, body: string, type = 'application/json'): Promise<void> {
  return send(`${url}/api/v1${route}`, { ...admin, 'content-type': type }, body);
}

const event = () => {
  const now = Date.now();
  return JSON.stringify({
    ...{ description: 'Bench', affectedGroupId: 'everybody' },
    ...{ start: fromMs(now + HOUR_MS), end: fromMs(now + 2 * HOUR_MS) },
  });
};

function peopleLines(lines: number, round: string): string {
  const line = (n: number): string =>
    `import${round}.${String(n)}@example.com,Imported ${String(n)},alias${round}.${String(n)}@example.com,+4930${String(1_000_000 + n)},yes,yes\r\n`;
  return `email,displayName,aliases,phone,smsConsent,disasterRecovery\r\n${Array.from({ length: lines }, (_, n) => line(n)).join('')}`;
}

const ADMINISTRATORS: readonly Attack[] = [
  {
    name: 'administrators: 250 KB of names',
    run: (target) =>
      post(
        target,
        '/users',
        JSON.stringify(Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [`key${String(n)}`, {}]))),
      ),
  },
  {
    name: 'administrators: an impact preview of everybody, counted',
    run: (target) => post(target, '/events/impact?lists=false', event()),
  },
  {
    name: 'administrators: an impact preview of everybody, listed',
    run: (target) => post(target, '/events/impact', event()),
  },
  {
    name: 'administrators: a dry run of an import of people',
    rounds: 1,
    run: (target) =>
      post(target, '/users/import?dryRun=true', peopleLines(target.importLines, 'a'), 'text/csv'),
  },
  {
    name: 'administrators: an import of people',
    rounds: 1,
    run: (target) => post(target, '/users/import', peopleLines(target.importLines, 'a'), 'text/csv'),
  },
  {
    name: 'administrators: the same import again',
    rounds: 1,
    run: (target) => post(target, '/users/import', peopleLines(target.importLines, 'a'), 'text/csv'),
  },
  {
    name: 'administrators: an import of a group of all of them',
    rounds: 1,
    run: (target) => {
      const members = Array.from(
        { length: target.importLines },
        (_, n) => `importa.${String(n)}@example.com`,
      );
      return post(
        target,
        '/groups/import',
        `name,kind,members\r\nall,security,${members.join(';')}\r\n`,
        'text/csv',
      );
    },
  },
  { name: 'administrators: all people as CSV', rounds: 1, run: (target) => read(target, '/users.csv') },
  {
    name: 'administrators: a page of people, counted',
    run: (target) => read(target, '/users?count=true&limit=100'),
  },
  { name: 'administrators: a search that finds nobody', run: (target) => read(target, '/users?q=zzzzzz') },
  {
    name: 'administrators: a search that finds everybody',
    run: (target) => read(target, '/users?q=person&count=true'),
  },
  {
    name: 'administrators: who is in a group of everybody',
    run: (target) => read(target, '/groups/everybody/participation'),
  },
  {
    name: 'administrators: members of a group of everybody',
    run: (target) => read(target, '/groups/everybody/members'),
  },
  {
    name: 'administrators: the audit log is verified',
    rounds: 1,
    run: (target) => read(target, '/audit/verify'),
  },
  { name: 'administrators: the audit log as CSV', rounds: 1, run: (target) => read(target, '/audit.csv') },
];

export const ATTACKS: readonly Attack[] = [
  {
    name: 'nothing at all',
    run: ({ url }) => fetch(`${url}/healthz`).then((response) => void response.text()),
  },
  ...STRANGERS,
  ...JMAP,
  ...ADMINISTRATORS,
];
