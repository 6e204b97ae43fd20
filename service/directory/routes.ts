/** REST: groups and their members (interfaces 2). */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import {
  groupInputSchema,
  groupPageSchema,
  groupPatchSchema,
  groupViewSchema,
  memberListQuerySchema,
  memberPageSchema,
  groupListQuerySchema,
} from '../../shared/http/groups.ts';
import { actorOf } from '../access/principal.ts';
import type { App } from '../http/app-type.ts';
import type { Cursors } from '../http/cursors.ts';
import { listPage } from '../http/list-page.ts';
import { notFound } from '../refusal.ts';
import type { Tables } from '../storage/tables.ts';
import type { Groups } from './groups.ts';
import { groupList, memberList } from './list-groups.ts';
import { findGroup } from './store.ts';

export interface GroupRouteNeeds {
  readonly db: Kysely<Tables>;
  readonly groups: Groups;
  readonly cursors: Cursors;
}

const params = z.object({ id: z.string() });
const memberParams = z.object({ id: z.string(), userId: z.string() });
const nestedParams = z.object({ id: z.string(), groupId: z.string() });
const tags = ['groups'];
const nothing = { 204: z.null() };

export function registerGroupRoutes(app: App, needs: GroupRouteNeeds): void {
  registerList(app, needs);
  registerOne(app, needs);
  registerMembers(app, needs);
  registerNesting(app, needs);
}

function registerList(app: App, { db, groups, cursors }: GroupRouteNeeds): void {
  const schema = { tags, querystring: groupListQuerySchema, response: { 200: groupPageSchema } };
  app.get('/groups', { schema }, async ({ query }) => listPage(cursors, query, groupList(db, query)));
  const creation = { tags, body: groupInputSchema, response: { 201: groupViewSchema } };
  app.post('/groups', { schema: creation }, async (request, reply) => {
    const group = await groups.create(actorOf(request), request.body);
    return reply
      .code(201)
      .header('location', `/api/v1/groups/${encodeURIComponent(group.id)}`)
      .send(group);
  });
}

function registerOne(app: App, { db, groups }: GroupRouteNeeds): void {
  const response = { 200: groupViewSchema };
  app.get('/groups/:id', { schema: { tags, params, response } }, async (request) => {
    const group = await findGroup(db, request.params.id);
    if (group === null) throw notFound('group');
    return group;
  });
  app.patch('/groups/:id', { schema: { tags, params, body: groupPatchSchema, response } }, async (request) =>
    groups.edit(actorOf(request), request.params.id, request.body),
  );
  app.delete('/groups/:id', { schema: { tags, params, response: nothing } }, async (request, reply) => {
    await groups.remove(actorOf(request), request.params.id);
    return reply.code(204).send(null);
  });
}

function registerMembers(app: App, { db, groups, cursors }: GroupRouteNeeds): void {
  const schema = { tags, params, querystring: memberListQuerySchema, response: { 200: memberPageSchema } };
  app.get('/groups/:id/members', { schema }, async ({ params: { id }, query }) => {
    if ((await findGroup(db, id)) === null) throw notFound('group');
    return listPage(cursors, { ...query, sort: 'name' }, memberList(db, id, query));
  });
  const membership = { tags, params: memberParams, response: nothing };
  app.put('/groups/:id/members/:userId', { schema: membership }, async (request, reply) => {
    await groups.setMember(actorOf(request), request.params.id, request.params.userId, true);
    return reply.code(204).send(null);
  });
  app.delete('/groups/:id/members/:userId', { schema: membership }, async (request, reply) => {
    await groups.setMember(actorOf(request), request.params.id, request.params.userId, false);
    return reply.code(204).send(null);
  });
}

function registerNesting(app: App, { groups }: GroupRouteNeeds): void {
  const schema = { tags, params: nestedParams, response: nothing };
  app.put('/groups/:id/groups/:groupId', { schema }, async (request, reply) => {
    await groups.setNested(actorOf(request), request.params.id, request.params.groupId, true);
    return reply.code(204).send(null);
  });
  app.delete('/groups/:id/groups/:groupId', { schema }, async (request, reply) => {
    await groups.setNested(actorOf(request), request.params.id, request.params.groupId, false);
    return reply.code(204).send(null);
  });
}
