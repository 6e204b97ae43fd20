/** Tests signing in with a token or a session, and what ends it. */
import { afterEach, expect, test, vi } from 'vitest';
import { permissionsOfRole } from '../../../../shared/domain/access.ts';
import type { WhoAmI } from '../../../../shared/http/access.ts';
import type { Credentials } from '../../../../renderer/console/api/rest-types.ts';
import { createFrontDoor } from '../../../../renderer/console/session/front-door.ts';
import { credentialsIn } from '../../../../renderer/console/session/kept-credentials.ts';
import { createSession } from '../../../../renderer/console/session/session.ts';
import { may } from '../../../../renderer/console/session/who.ts';
import { createSteeredTimers } from '../steered-timers.ts';

const TOKEN: Credentials = { kind: 'token', token: 'secret' };
const AUDITOR: WhoAmI = {
  administrator: {
    id: 'ines',
    email: 'ines@northwind.example',
    displayName: 'Ines Hoffmann',
    role: 'auditor',
    lastSignInAt: null,
    hasSecondFactor: false,
  },
  token: null,
  role: 'auditor',
  scopes: [...permissionsOfRole('auditor')],
  csrfToken: 'c',
  expiresAt: '2026-11-23T21:00:00.000Z',
  mustEnrol: false,
};
const SERVICE_TOKEN: WhoAmI = {
  administrator: null,
  token: null,
  role: 'administrator',
  scopes: [...permissionsOfRole('administrator')],
  csrfToken: null,
  expiresAt: null,
  mustEnrol: false,
};
const json = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status });

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
});

/** The network answers by path. */
function rig(answers: Readonly<Record<string, () => Response | Promise<Response>>>) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string, { method = 'GET' }: RequestInit) => {
    asked.push(`${method} ${path.replace('api/v1', '')}`);
    return answers[path.replace('api/v1', '')]?.() ?? json(404, {});
  });
  const following = { count: 0 };
  const door = createFrontDoor();
  const session = createSession({
    door,
    place: credentialsIn(sessionStorage),
    timers: createSteeredTimers(),
    follow() {
      following.count += 1;
      return () => {
        following.count -= 1;
      };
    },
  });
  return { session, door, asked, following, state: () => session.state.getState() };
}

test('a person is known by name and role, and an auditor may read and not write', async () => {
  const { session, state, following } = rig({ '/session': () => json(200, AUDITOR) });
  await session.signIn({ kind: 'session', csrfToken: 'c' });
  const now = state();
  if (now.step !== 'signed-in') throw new Error('nobody is signed in');
  expect(now.who).toMatchObject({ name: 'Ines Hoffmann', role: 'auditor' });
  expect([may(now.who, 'events:read'), may(now.who, 'events:write')]).toEqual([true, false]);
  expect(following.count).toBe(1);
});

test('the service takes its own token, which is kept until signing out', async () => {
  const { session, state, following, asked } = rig({ '/session': () => json(200, SERVICE_TOKEN) });
  await session.signIn(TOKEN);
  expect(state()).toMatchObject({ step: 'signed-in', who: { name: null, role: 'administrator' } });
  expect(credentialsIn(sessionStorage).read()).toEqual(TOKEN);
  session.signOut();
  expect(state()).toEqual({ step: 'signed-out', problem: null });
  expect(credentialsIn(sessionStorage).read()).toBeNull();
  expect(following.count).toBe(0);
  // A token is no session that could be ended.
  expect(asked).toEqual(['GET /session']);
});

test('a tab goes on with the session of its browser, and signing out ends that at the service', async () => {
  const { session, state, asked } = rig({ '/session': () => json(200, AUDITOR) });
  await session.resume();
  expect(state()).toMatchObject({ step: 'signed-in', who: { administratorId: 'ines' } });
  expect(credentialsIn(sessionStorage).read()).toEqual({ kind: 'session', csrfToken: 'c' });
  session.signOut();
  expect(state()).toEqual({ step: 'signed-out', problem: null });
  expect(asked.at(-1)).toBe('DELETE /session');
});

test('nobody comes in before the answer to signing out, which takes the cookie away', async () => {
  const { session, door, asked } = rig({ '/session': () => answer() });
  let answer = (): Response | Promise<Response> => json(200, AUDITOR);
  await session.resume();
  let left: (answer: Response) => void = vi.fn();
  answer = () => new Promise((resolve) => (left = resolve));
  session.signOut();
  void door.signIn({ email: 'ines@northwind.example', password: 'secret' });
  await Promise.resolve();
  expect(asked.at(-1)).toBe('DELETE /session');
  left(new Response(null, { status: 204 }));
  await expect.poll(() => asked.at(-1)).toBe('POST /session');
});

test('a browser without a session asks for one, without a word of reproach', async () => {
  const { session, state } = rig({ '/session': () => json(401, {}) });
  await session.resume();
  expect(state()).toEqual({ step: 'signed-out', problem: null });
});

test('a wrong token, and one that is no longer right, lead back to signing in with the reason', async () => {
  const answers = { '/session': () => json(200, AUDITOR), '/events': () => json(401, {}) };
  const { session, state } = rig(answers);
  await session.signIn(TOKEN);
  const now = state();
  if (now.step !== 'signed-in') throw new Error('nobody is signed in');
  await now.client.remove('/events');
  expect(state()).toMatchObject({ step: 'signed-out', problem: { kind: 'unauthorised' } });
});

test('a late refusal of who was signed in before does nothing to who is signed in now', async () => {
  let refuse: (answer: Response) => void = () => {};
  const late = new Promise<Response>((resolve) => {
    refuse = resolve;
  });
  const answers = { '/session': () => json(200, AUDITOR), '/events/impact': () => late };
  const { session, state } = rig(answers);
  await session.signIn(TOKEN);
  const before = state();
  if (before.step !== 'signed-in') throw new Error('nobody is signed in');
  const asked = before.client.remove('/events/impact');
  session.signOut();
  await session.signIn(TOKEN);
  refuse(json(401, {}));
  await asked;
  expect(state().step).toBe('signed-in');
});

test('what another version kept is as good as nothing', () => {
  sessionStorage.setItem('continuity.credentials', '{"kind":"magic"}');
  expect(credentialsIn(sessionStorage).read()).toBeNull();
  sessionStorage.setItem('continuity.credentials', 'not json');
  expect(credentialsIn(sessionStorage).read()).toBeNull();
});

test('while the password changes, what is refused for the old session ends nothing; afterwards the new one is sent', async () => {
  const answers = { '/session': () => json(200, AUDITOR), '/events': () => json(401, {}) };
  const { session, state } = rig(answers);
  await session.signIn({ kind: 'session', csrfToken: 'c' });
  const now = state();
  if (now.step !== 'signed-in') throw new Error('nobody is signed in');
  await session.renew(async () => {
    await now.client.remove('/events');
    return { ok: true, value: { kind: 'session', csrfToken: 'd' } };
  });
  expect(state().step).toBe('signed-in');
  expect(credentialsIn(sessionStorage).read()).toEqual({ kind: 'session', csrfToken: 'd' });
  // And whoever is refused with the new one is signed out as ever.
  await now.client.remove('/events');
  expect(state().step).toBe('signed-out');
});
