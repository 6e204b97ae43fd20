/** REST: one's own second factor, somebody else's taken away, and whether the organisation asks for one. */
import type { FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import {
  begunPasskeySchema,
  enrolledSchema,
  factorChallengeSchema,
  factorChangeSchema,
  newRecoveryCodesSchema,
  newTotpSchema,
  passkeyConfirmationSchema,
  passwordAgainSchema,
  secondFactorViewSchema,
  securitySettingsSchema,
  totpConfirmationSchema,
  type FactorChange,
} from '../../../shared/http/second-factor.ts';
import type { App } from '../../http/app-type.ts';
import { conflict } from '../../refusal.ts';
import type { Tables } from '../../storage/tables.ts';
import type { WritePath } from '../../storage/write-path.ts';
import type { Access } from '../access.ts';
import { BROWSER_COOKIE, cookieOf } from '../cookies.ts';
import { confirmOwnPassword } from '../own-password.ts';
import { actorOf, principalOf, sessionOf } from '../principal.ts';
import { factorChallenge, getFactor, secondFactorView } from './factor-store.ts';
import { readSecuritySettings, saveSecuritySettings } from './security-settings.ts';

interface Needs {
  readonly db: Kysely<Tables>;
  readonly access: Access;
  readonly writePath: WritePath;
}

const params = z.object({ id: z.string() });
const nothing = { 204: z.null() };

export function registerSecondFactorRoutes(app: App, needs: Needs): void {
  registerEnrolment(app, needs);
  registerPasskeyEnrolment(app, needs);
  registerChanges(app, needs);
  registerReset(app, needs);
  registerSettings(app, needs);
}

function registerEnrolment(app: App, { db, access }: Needs): void {
  const tags = ['session'];
  const { secondFactors } = access;
  const view = { tags, response: { 200: secondFactorViewSchema } };
  app.get('/session/second-factor', { schema: view }, async (request) =>
    secondFactorView(db, ownId(request), access.relyingParty(request)),
  );
  const start = { tags, body: passwordAgainSchema, response: { 200: newTotpSchema } };
  app.post('/session/second-factor/totp', { schema: start }, async (request, reply) => {
    await confirmOwnPassword(access, db, ownId(request), request, request.body.currentPassword);
    return reply.header('cache-control', 'no-store').send(await secondFactors.beginTotp(ownId(request)));
  });
  const confirm = { tags, body: totpConfirmationSchema, response: { 200: enrolledSchema } };
  app.post('/session/second-factor/totp/confirm', { schema: confirm }, async (request, reply) =>
    reply
      .header('cache-control', 'no-store')
      .send(await secondFactors.confirmTotp(sessionOf(principalOf(request)), request.body)),
  );
}

function registerPasskeyEnrolment(app: App, { db, access }: Needs): void {
  const tags = ['session'];
  const { secondFactors, relyingParty } = access;
  const start = { tags, body: passwordAgainSchema, response: { 200: begunPasskeySchema } };
  app.post('/session/second-factor/passkey', { schema: start }, async (request, reply) => {
    await confirmOwnPassword(access, db, ownId(request), request, request.body.currentPassword);
    const begun = await secondFactors.beginPasskey(ownId(request), relyingParty(request));
    return reply.header('cache-control', 'no-store').send(begun);
  });
  const confirm = { tags, body: passkeyConfirmationSchema, response: { 200: enrolledSchema } };
  app.post('/session/second-factor/passkey/confirm', { schema: confirm }, async (request, reply) => {
    const own = sessionOf(principalOf(request));
    const enrolled = await secondFactors.confirmPasskey(own, request.body, relyingParty(request));
    return reply.header('cache-control', 'no-store').send(enrolled);
  });
}

/** Each asks for the password, and then for a factor. */
function registerChanges(app: App, { db, access }: Needs): void {
  const tags = ['session'];
  const { challenges, secondFactors } = access;
  const ask = { tags, response: { 200: factorChallengeSchema } };
  app.post('/session/second-factor/challenge', { schema: ask }, async (request, reply) => {
    const open = await challenges.open(ownId(request), 'confirm');
    const asked = await factorChallenge(db, ownId(request), open, access.relyingParty(request));
    return reply.header('cache-control', 'no-store').send(asked);
  });
  const removal = { tags, params, body: factorChangeSchema, response: nothing };
  app.post('/session/second-factor/:id/remove', { schema: removal }, async (request, reply) => {
    await getFactor(db, ownId(request), request.params.id);
    await confirmWithFactor(access, db, request, request.body);
    await secondFactors.remove(ownId(request), request.params.id);
    return reply.code(204).send(null);
  });
  const renewal = { tags, body: factorChangeSchema, response: { 200: newRecoveryCodesSchema } };
  app.post('/session/recovery-codes', { schema: renewal }, async (request, reply) => {
    await confirmWithFactor(access, db, request, request.body);
    const recoveryCodes = [...(await secondFactors.renewRecoveryCodes(ownId(request)))];
    return reply.header('cache-control', 'no-store').send({ recoveryCodes });
  });
}

function registerReset(app: App, { access }: Needs): void {
  const schema = { tags: ['administrators'], params, response: nothing };
  app.delete('/administrators/:id/second-factor', { schema }, async (request, reply) => {
    const principal = principalOf(request);
    if (principal.kind === 'administrator' && principal.session.administratorId === request.params.id)
      throw conflict('own-factors', 'your own factors are removed one by one, each with a proof');
    await access.secondFactors.reset(actorOf(request), request.params.id);
    return reply.code(204).send(null);
  });
}

function registerSettings(app: App, { db, writePath }: Needs): void {
  const tags = ['administrators'];
  const response = { 200: securitySettingsSchema };
  app.get('/security-settings', { schema: { tags, response } }, async () => readSecuritySettings(db));
  const schema = { tags, body: securitySettingsSchema, response };
  app.put('/security-settings', { schema }, async (request) =>
    saveSecuritySettings(writePath, principalOf(request), request.body),
  );
}

async function confirmWithFactor(
  access: Access,
  db: Kysely<Tables>,
  request: FastifyRequest,
  { currentPassword, proof }: FactorChange,
): Promise<void> {
  const administratorId = ownId(request);
  await confirmOwnPassword(access, db, administratorId, request, currentPassword);
  const browser = cookieOf(request, BROWSER_COOKIE);
  const relyingParty = access.relyingParty(request);
  await access.prove({ proof, purpose: 'confirm', administratorId, browser, relyingParty });
}

function ownId(request: FastifyRequest): string {
  return sessionOf(principalOf(request)).administratorId;
}
