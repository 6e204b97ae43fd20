/** G37: every route that the server has × everybody who may ask × ids that are none; a new route without a row here fails. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permissionsOfRole, permits, SCOPES, type Permission } from '../../../shared/domain/access.ts';
import { ROUTE_ACCESS, type Access } from '../../../service/access/route-access.ts';
import { createAccessTokens } from '../../../service/devices/access-tokens.ts';
import { addAdministrator, openBrowser, type ConsoleBrowser } from '../access/console-browser.ts';
import { startRig, text, type Answer, type Request, type ServiceRig } from '../service-rig.ts';

const PREFIX = '/api/v1';

/** Outside the guarded door: each with a door of its own, whose tests are named, or open to everybody. */
const OTHER_DOORS: Readonly<Record<string, string>> = {
  'GET /healthz': 'open (interfaces 2)',
  'GET /readyz': 'open (interfaces 2)',
  'GET /metrics': 'this computer, or a token: attacks/strangers-figures.test.ts',
  'GET /api/v1/openapi.json': 'this computer, or a token: attacks/strangers-figures.test.ts',
  'POST /api/v1/devices': 'a password: devices/enrolment.test.ts',
  'GET /api/v1/device/snapshot': 'a signature: devices/poll.test.ts',
  'POST /api/v1/device/messages': 'the token of a poll: devices/poll-told.test.ts',
  'GET /device/v1': 'a signature: channel/handshake.test.ts',
  'GET /.well-known/jmap': 'a device or a person: mailbox/jmap',
  'POST /jmap/api': 'a device or a person: mailbox/jmap',
  'GET /jmap/download/:accountId/:blobId/:name': 'a device or a person: mailbox/jmap',
  'POST /jmap/upload/:accountId': 'a device or a person: mailbox/jmap',
  'GET /jmap/events': 'a device or a person: mailbox/jmap',
};

/** What a route wants to look at an id at all; `{}` where nothing is said. */
const BODIES: Readonly<Record<string, unknown>> = {
  'POST /events/:id/extend': { minutes: 1 },
  'POST /events/:id/impact': {},
  'POST /session/second-factor/:id/remove': {
    currentPassword: 'x',
    proof: { challenge: 'x', kind: 'totp', code: 'x' },
  },
};

/** The rule is: reading for GET, writing for the rest, of what the address begins with. Here is what departs from it. */
const EXCEPTIONS: Readonly<Record<string, Access>> = {
  'POST /events/impact': 'events:read',
  'POST /events/:id/impact': 'events:read',
  'POST /events/:id/clone': 'events:read',
  'GET /changes': 'signed-in',
  'GET /clock': 'signed-in',
  'POST /clock': 'access:write',
  'GET /setup': 'public',
  'POST /setup': 'public',
  'POST /session': 'public',
  'POST /session/second-factor': 'public',
  'GET /session': 'half-way',
  'DELETE /session': 'half-way',
  'PUT /session/password': 'signed-in',
  'GET /session/second-factor': 'half-way',
  'POST /session/second-factor/totp': 'half-way',
  'POST /session/second-factor/totp/confirm': 'half-way',
  'POST /session/second-factor/passkey': 'half-way',
  'POST /session/second-factor/passkey/confirm': 'half-way',
  'POST /session/second-factor/challenge': 'signed-in',
  'POST /session/second-factor/:id/remove': 'signed-in',
  'POST /session/recovery-codes': 'signed-in',
};
const RESOURCES: Readonly<Record<string, string>> = {
  administrators: 'access',
  'api-tokens': 'access',
  'security-settings': 'access',
};

/** Answers that never end: tried with those who are refused. */
const ENDLESS = new Set(['GET /changes']);

const FOREIGN_IDS = ['nobody', '00000000-0000-4000-8000-000000000000', '%00', '..%2f..', '1e9'];

interface Caller {
  readonly name: string;
  /** null: nobody that the door knows. */
  readonly held: readonly Permission[] | null;
  /** A change is refused whatever it is: a session without its CSRF token. */
  readonly readsOnly?: boolean;
  readonly call: (method: string, path: string, request: Request) => Promise<Answer>;
}

let rig: ServiceRig;
let routes: readonly string[];
let callers: readonly Caller[];

beforeAll(async () => {
  const found: string[] = [];
  const collect = (message: unknown): void => {
    (message as { readonly fastify: FastifyInstance }).fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') found.push(`${one} ${url}`);
    });
  };
  subscribe('fastify.initialization', collect);
  rig = await startRig({ lab: true });
  unsubscribe('fastify.initialization', collect);
  routes = found;
  callers = await everybody();
});
afterAll(() => rig.stop());

async function everybody(): Promise<readonly Caller[]> {
  const signedIn = async (role: 'administrator' | 'auditor'): Promise<ConsoleBrowser> => {
    await addAdministrator(rig, `${role}@example.com`, role);
    const browser = openBrowser(rig);
    await browser.signIn(`${role}@example.com`);
    return browser;
  };
  const administrator = await signedIn('administrator');
  const auditor = await signedIn('auditor');
  const cookie = `continuity_session=${String(administrator.cookies.get('continuity_session'))}`;
  const all = permissionsOfRole('administrator');
  const byToken = (name: string, token: string | null, held: Caller['held']): Caller => ({
    name,
    held,
    call: (method, path, request) => rig.call(method, path, { ...request, token }),
  });
  const byCookie = (name: string, value: string, rest: Pick<Caller, 'held' | 'readsOnly'>): Caller => ({
    name,
    ...rest,
    call: (method, path, request) =>
      rig.call(method, path, { ...request, token: null, headers: { cookie: value } }),
  });
  const tokens = SCOPES.map(async (scope) => {
    const body = { name: scope, scopes: [scope] };
    const { body: made } = await rig.call('POST', `${PREFIX}/api-tokens`, { body });
    return byToken(`API token of ${scope}`, text(made, 'secret'), [scope]);
  });
  const key = { secret: 'c2VjcmV0LW9mLWFub3RoZXItc2VydmljZS0zMi1ieXRlcw', serviceId: 'x' };
  const device = await createAccessTokens(key).issue({ id: 'd', userId: 'u' }, Date.now());
  return [
    byToken('nobody', null, null),
    byToken('a near miss', 'administrator-token-for-test', null),
    byToken('a device', device.accessToken, null),
    byCookie('a session that never was', `continuity_session=${'A'.repeat(43)}`, { held: null }),
    byToken('the service’s own token', 'administrator-token-for-tests', all),
    { name: 'an administrator', held: all, call: administrator.call },
    { name: 'an auditor', held: permissionsOfRole('auditor'), call: auditor.call },
    byCookie('a session without CSRF token', cookie, { held: all, readsOnly: true }),
    ...(await Promise.all(tokens)),
  ];
}

const guarded = (): readonly (readonly [route: string, access: Access])[] => Object.entries(ROUTE_ACCESS);

function refusalOf({ held, readsOnly = false }: Caller, method: string, access: Access): number | null {
  if (access === 'public') return null;
  if (held === null) return 401;
  if (readsOnly && method !== 'GET') return 403;
  return access === 'signed-in' || access === 'half-way' || permits(held, access) ? null : 403;
}

function isExpected(status: number, refused: number | null): boolean {
  if (refused === null) return ![401, 403, 500].includes(status);
  // After a hundred wrong tokens their bearer is told to wait.
  return status === refused || (refused === 401 && status === 429);
}

describe('the table of routes', () => {
  test('G37: every route of the server stands in it or has a door of its own, and nothing else stands in it', () => {
    const known = [
      ...guarded().map(([route]) => route.replace(' ', ` ${PREFIX}`)),
      ...Object.keys(OTHER_DOORS),
    ];
    expect([...routes].sort()).toEqual(known.sort());
  });

  test.each(guarded())('G37: %s asks for %s, as the rule has it', (route, access) => {
    const [method = '', path = ''] = route.split(' ');
    const [resource = ''] = path.slice(1).split(/[/.]/u, 1);
    const byRule = `${RESOURCES[resource] ?? resource}:${method === 'GET' ? 'read' : 'write'}`;
    expect(access).toBe(EXCEPTIONS[route] ?? byRule);
  });

  test('G37: the description of the interface says the same', async () => {
    const { body } = await rig.call('GET', `${PREFIX}/openapi.json`);
    const { paths } = body as { readonly paths: Record<string, Record<string, { security?: unknown }>> };
    for (const [route, access] of guarded()) {
      const [method = '', path = ''] = route.split(' ');
      const described = paths[PREFIX + path.replaceAll(/:(\w+)/gu, '{$1}')]?.[method.toLowerCase()]?.security;
      const held = access === 'signed-in' || access === 'half-way' ? [] : [access];
      const session = { session: held, ...(method === 'GET' ? {} : { csrf: [] }) };
      expect([route, described]).toEqual([route, access === 'public' ? [] : [{ bearer: held }, session]]);
    }
  });
});

// Ends the session that the others are tried with; sessions.test.ts has it.
const tried = guarded().filter(([route]) => route !== 'DELETE /session');

describe('the matrix', () => {
  test.each(tried)(
    'G37: %s lets in whoever may %s, and nobody else, before it looks at anything',
    async (route, access) => {
      const [method = '', path = ''] = route.split(' ');
      const url = PREFIX + path.replaceAll(/:\w+/gu, 'x');
      const asking = ENDLESS.has(route)
        ? callers.filter((caller) => refusalOf(caller, method, access) !== null)
        : callers;
      const answers = asking.map(async (caller) => {
        const { status } = await caller.call(method, url, method === 'GET' ? {} : { raw: 'not json' });
        return isExpected(status, refusalOf(caller, method, access))
          ? []
          : [`${caller.name}: ${String(status)}`];
      });
      expect(answers.length).toBeGreaterThan(0);
      expect((await Promise.all(answers)).flat()).toEqual([]);
    },
  );

  test.each(tried.filter(([route]) => route.includes(':')))(
    'G37: %s answers an id that is none with the same 404, to everybody who may %s',
    async (route, access) => {
      const [method = '', path = ''] = route.split(' ');
      const allowed = callers.filter((caller) => refusalOf(caller, method, access) === null);
      const body = BODIES[route] ?? (method === 'PATCH' ? {} : undefined);
      const answers = allowed.flatMap(({ name, call }) =>
        FOREIGN_IDS.map(async (id) => {
          const url = PREFIX + path.replaceAll(/:\w+/gu, id);
          const { status, headers } = await call(method, url, body === undefined ? {} : { body });
          return [name, id, status, headers.get('content-type')?.split(';', 1)[0]];
        }),
      );
      expect(answers.length).toBeGreaterThan(0);
      for (const [name, id, ...answer] of await Promise.all(answers))
        expect([name, id, ...answer]).toEqual([name, id, 404, 'application/problem+json']);
    },
  );
});
