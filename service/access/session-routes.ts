/** REST: the first administrator, signing in and out, and who one is (interfaces 2). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import {
  passwordChangeSchema,
  sessionViewSchema,
  setupInputSchema,
  setupViewSchema,
  signInSchema,
  whoAmISchema,
  type SessionView,
  type WhoAmI,
} from '../../shared/http/access.ts';
import { factorChallengeSchema, factorProofSchema } from '../../shared/http/second-factor.ts';
import type { App } from '../http/app-type.ts';
import type { Tables } from '../storage/tables.ts';
import type { Access } from './access.ts';
import { getAdministrator, hasAdministrator } from './administrator-store.ts';
import { BROWSER_COOKIE, cookieOf, SESSION_COOKIE, setCookie } from './cookies.ts';
import { BROWSER_KNOWN_MS } from './known-browsers.ts';
import { confirmOwnPassword } from './own-password.ts';
import { actorName, actorOf, permissionsOf, principalOf, sessionOf, type Principal } from './principal.ts';
import { factorChallenge, hasSecondFactor } from './second-factor/factor-store.ts';

export interface SessionRouteNeeds {
  readonly db: Kysely<Tables>;
  readonly access: Access;
}

/** The browser's cookie is for signing in alone. */
const BROWSER_COOKIE_PATH = '/api/v1/session';
/** What a browser is to forget at sign-out. Not its cookies: that it is known keeps strangers from locking it out. */
const LEFT_BEHIND = '"cache", "storage"';
const tags = ['session'];

export function registerSessionRoutes(app: App, needs: SessionRouteNeeds): void {
  registerSetup(app, needs);
  registerSignIn(app, needs);
  registerWhoAmI(app, needs);
  registerOwnPassword(app, needs);
}

function registerSetup(app: App, { db, access }: SessionRouteNeeds): void {
  const { serviceToken, administrators } = access;
  app.get('/setup', { schema: { tags, response: { 200: setupViewSchema } } }, async () => ({
    needed: !(await hasAdministrator(db)),
  }));
  const setup = { tags, body: setupInputSchema, response: { 201: sessionViewSchema } };
  app.post('/setup', { schema: setup }, async (request, reply) => {
    const { adminToken, ...input } = request.body;
    if (!serviceToken.isRight(adminToken)) await serviceToken.refuse(request.clientAddress);
    const actor = actorName({ kind: 'service-token' });
    const first = await administrators.createFirst(actor, { ...input, role: 'administrator' });
    return reply.code(201).send(await startSession(access, db, first.id, request, reply));
  });
}

function registerSignIn(app: App, { db, access }: SessionRouteNeeds): void {
  const response = { 200: sessionViewSchema, 202: factorChallengeSchema };
  const schema = { tags, body: signInSchema, response };
  app.post('/session', { schema }, async (request, reply) => {
    const browser = cookieOf(request, BROWSER_COOKIE);
    const id = await access.signIn({ ...request.body, browser, remoteAddress: request.clientAddress });
    if (!(await hasSecondFactor(db, id)))
      return reply.send(await startSession(access, db, id, request, reply));
    const open = await access.challenges.open(id, 'sign-in');
    const asked = await factorChallenge(db, id, open, access.relyingParty(request));
    return reply.code(202).header('cache-control', 'no-store').send(asked);
  });
  const secondStep = { tags, body: factorProofSchema, response: { 200: sessionViewSchema } };
  app.post('/session/second-factor', { schema: secondStep }, async (request, reply) => {
    const id = await access.prove({
      proof: request.body,
      purpose: 'sign-in',
      administratorId: null,
      browser: cookieOf(request, BROWSER_COOKIE),
      relyingParty: access.relyingParty(request),
    });
    return reply.send(await startSession(access, db, id, request, reply));
  });
  app.delete('/session', { schema: { tags, response: { 204: z.null() } } }, async (request, reply) => {
    await access.sessions.end(sessionOf(principalOf(request)));
    return reply
      .header('set-cookie', sessionCookie('', 0, request))
      .header('clear-site-data', LEFT_BEHIND)
      .code(204)
      .send(null);
  });
}

function registerWhoAmI(app: App, { db }: SessionRouteNeeds): void {
  const schema = { tags, response: { 200: whoAmISchema } };
  app.get('/session', { schema }, async (request, reply) =>
    reply.send(await whoAmI(db, principalOf(request))),
  );
}

/** For auditors too: a password that somebody else chose is to be changed by whoever has to use it. */
function registerOwnPassword(app: App, { db, access }: SessionRouteNeeds): void {
  const schema = { tags, body: passwordChangeSchema, response: { 200: sessionViewSchema } };
  app.put('/session/password', { schema }, async (request, reply) => {
    const { administratorId } = sessionOf(principalOf(request));
    const { currentPassword, password } = request.body;
    await confirmOwnPassword(access, db, administratorId, request, currentPassword);
    await access.administrators.edit(actorOf(request), administratorId, { password });
    return reply.send(await startSession(access, db, administratorId, request, reply));
  });
}

async function startSession(
  { sessions, browsers }: Access,
  db: Kysely<Tables>,
  administratorId: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SessionView> {
  const before = cookieOf(request, SESSION_COOKIE);
  const former = before === null ? null : await sessions.find(before);
  if (former !== null) await sessions.end(former);
  const { secret, csrfToken, expiresAt } = await sessions.start(administratorId, request.clientAddress);
  const browser = { path: BROWSER_COOKIE_PATH, maxAgeMs: BROWSER_KNOWN_MS };
  reply.header('set-cookie', [
    sessionCookie(secret, null, request),
    setCookie(request, BROWSER_COOKIE, browsers.introduce(administratorId), browser),
  ]);
  return { administrator: await getAdministrator(db, administratorId), csrfToken, expiresAt };
}

function sessionCookie(secret: string, maxAgeMs: number | null, request: FastifyRequest): string {
  return setCookie(request, SESSION_COOKIE, secret, { path: '/', maxAgeMs });
}

const NEITHER = { administrator: null, token: null, csrfToken: null, expiresAt: null, mustEnrol: false };

async function whoAmI(db: Kysely<Tables>, principal: Principal): Promise<WhoAmI> {
  const scopes = [...permissionsOf(principal)];
  if (principal.kind === 'service-token') return { ...NEITHER, role: 'administrator', scopes };
  if (principal.kind === 'api-token') return { ...NEITHER, token: principal.token, role: null, scopes };
  const { administratorId, role, csrfToken, expiresAt, mustEnrol } = principal.session;
  const administrator = await getAdministrator(db, administratorId);
  return { administrator, token: null, role, scopes, csrfToken, expiresAt, mustEnrol };
}
