/** REST: who may do what: administrators and API tokens (interfaces 2). */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import {
  administratorInputSchema,
  administratorListQuerySchema,
  administratorPageSchema,
  administratorPatchSchema,
  administratorViewSchema,
  apiTokenInputSchema,
  apiTokenListQuerySchema,
  apiTokenPageSchema,
  newApiTokenSchema,
  type AdministratorPatch,
  type AdministratorView,
} from '../../shared/http/access.ts';
import type { App } from '../http/app-type.ts';
import type { Cursors } from '../http/cursors.ts';
import { listPage } from '../http/list-page.ts';
import type { Tables } from '../storage/tables.ts';
import type { WritePath } from '../storage/write-path.ts';
import type { Access } from './access.ts';
import { administratorList, getAdministrator } from './administrator-store.ts';
import { apiTokenList } from './api-token-store.ts';
import { confirmOwnPassword } from './own-password.ts';
import { actorOf, principalOf } from './principal.ts';
import { registerSecondFactorRoutes } from './second-factor/routes.ts';
import { registerSessionRoutes } from './session-routes.ts';

export interface AccessRouteNeeds {
  readonly db: Kysely<Tables>;
  readonly access: Access;
  readonly cursors: Cursors;
  readonly writePath: WritePath;
}

const params = z.object({ id: z.string() });
const nothing = { 204: z.null() };

export function registerAccessRoutes(app: App, needs: AccessRouteNeeds): void {
  app.addHook('onClose', needs.access.stop);
  registerSessionRoutes(app, needs);
  registerAdministrators(app, needs);
  registerApiTokens(app, needs);
  registerSecondFactorRoutes(app, needs);
}

function registerAdministrators(app: App, { db, cursors, access }: AccessRouteNeeds): void {
  const tags = ['administrators'];
  const { administrators } = access;
  const list = {
    tags,
    querystring: administratorListQuerySchema,
    response: { 200: administratorPageSchema },
  };
  app.get('/administrators', { schema: list }, async ({ query }) =>
    listPage(cursors, query, administratorList(db, query)),
  );
  const creation = { tags, body: administratorInputSchema, response: { 201: administratorViewSchema } };
  app.post('/administrators', { schema: creation }, async (request, reply) =>
    reply.code(201).send(await administrators.create(actorOf(request), request.body)),
  );
  const edit = { tags, params, body: administratorPatchSchema, response: { 200: administratorViewSchema } };
  app.patch('/administrators/:id', { schema: edit }, async (request) => {
    const { id } = request.params;
    const { currentPassword, ...patch } = request.body;
    const principal = principalOf(request);
    const isOwn = principal.kind === 'administrator' && principal.session.administratorId === id;
    if (isOwn && changesSignIn(await getAdministrator(db, id), patch))
      await confirmOwnPassword(access, db, id, request, currentPassword);
    return administrators.edit(actorOf(request), id, patch);
  });
  const removal = { tags, params, response: nothing };
  app.delete('/administrators/:id', { schema: removal }, async (request, reply) => {
    await administrators.remove(actorOf(request), request.params.id);
    return reply.code(204).send(null);
  });
}

function changesSignIn(before: AdministratorView, { email, role, password }: AdministratorPatch): boolean {
  return (
    password !== undefined ||
    (email ?? before.email) !== before.email ||
    (role ?? before.role) !== before.role
  );
}

function registerApiTokens(app: App, { db, cursors, access: { apiTokens } }: AccessRouteNeeds): void {
  const tags = ['API tokens'];
  const list = { tags, querystring: apiTokenListQuerySchema, response: { 200: apiTokenPageSchema } };
  app.get('/api-tokens', { schema: list }, async ({ query }) =>
    listPage(cursors, query, apiTokenList(db, query)),
  );
  const creation = { tags, body: apiTokenInputSchema, response: { 201: newApiTokenSchema } };
  app.post('/api-tokens', { schema: creation }, async (request, reply) =>
    reply.code(201).send(await apiTokens.create(actorOf(request), request.body)),
  );
  const revocation = { tags, params, response: nothing };
  app.delete('/api-tokens/:id', { schema: revocation }, async (request, reply) => {
    await apiTokens.revoke(actorOf(request), request.params.id);
    return reply.code(204).send(null);
  });
}
