/** REST: continuity events (interfaces 2). */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import {
  eventCloneSchema,
  eventInputSchema,
  eventListQuerySchema,
  eventPageSchema,
  eventPatchSchema,
  eventViewSchema,
  extendSchema,
  impactQuerySchema,
  impactSchema,
} from '../../shared/http/continuity-events.ts';
import type { App } from '../http/app-type.ts';
import { actorOf } from '../access/principal.ts';
import type { Cursors } from '../http/cursors.ts';
import { etagOf, ifMatchOf } from '../http/etag.ts';
import { sendLargeJson } from '../http/large-json.ts';
import { listPage } from '../http/list-page.ts';
import type { Tables } from '../storage/tables.ts';
import type { ContinuityEvents } from './continuity-events.ts';
import { readImpact } from './impact-source.ts';
import { eventList } from './list-events.ts';

export interface EventRouteNeeds {
  readonly db: Kysely<Tables>;
  readonly events: ContinuityEvents;
  readonly cursors: Cursors;
  readonly nowMs: () => number;
}

const params = z.object({ id: z.string() });
const tags = ['continuity events'];

export function registerEventRoutes(app: App, needs: EventRouteNeeds): void {
  registerList(app, needs);
  registerCreate(app, needs);
  registerOne(app, needs);
  registerActions(app, needs);
  registerImpact(app, needs);
}

function registerList(app: App, { db, events, cursors, nowMs }: EventRouteNeeds): void {
  const schema = { tags, querystring: eventListQuerySchema, response: { 200: eventPageSchema } };
  app.get('/events', { schema }, async ({ query }) => {
    const page = await listPage(cursors, query, eventList(db, query, nowMs()));
    return { ...page, items: page.items.map((event) => events.view(event)) };
  });
}

function registerCreate(app: App, { events }: EventRouteNeeds): void {
  const schema = { tags, body: eventInputSchema, response: { 201: eventViewSchema } };
  app.post('/events', { schema }, async (request, reply) => {
    const event = await events.create(actorOf(request), request.body);
    return reply
      .code(201)
      .header('location', `/api/v1/events/${encodeURIComponent(event.id)}`)
      .header('etag', etagOf(event.version))
      .send(events.view(event));
  });
}

function registerOne(app: App, { events }: EventRouteNeeds): void {
  const response = { 200: eventViewSchema };
  app.get('/events/:id', { schema: { tags, params, response } }, async (request, reply) => {
    const event = await events.get(request.params.id);
    return reply.header('etag', etagOf(event.version)).send(events.view(event));
  });
  app.patch(
    '/events/:id',
    { schema: { tags, params, body: eventPatchSchema, response } },
    async (request, reply) => {
      const ifMatch = ifMatchOf(request.headers['if-match']);
      const event = await events.edit(actorOf(request), request.params.id, request.body, ifMatch);
      return reply.header('etag', etagOf(event.version)).send(events.view(event));
    },
  );
  app.delete(
    '/events/:id',
    { schema: { tags, params, response: { 204: z.null() } } },
    async (request, reply) => {
      await events.remove(actorOf(request), request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function registerActions(app: App, { events }: EventRouteNeeds): void {
  const response = { 200: eventViewSchema };
  app.post('/events/:id/end', { schema: { tags, params, response } }, async (request) =>
    events.view(await events.end(actorOf(request), request.params.id)),
  );
  app.post(
    '/events/:id/extend',
    { schema: { tags, params, body: extendSchema, response } },
    async (request) =>
      events.view(await events.extend(actorOf(request), request.params.id, request.body.minutes)),
  );
  app.post(
    '/events/:id/clone',
    { schema: { tags, params, response: { 200: eventCloneSchema } } },
    async (request) => events.clone(request.params.id),
  );
}

function registerImpact(app: App, { db, events, nowMs }: EventRouteNeeds): void {
  const response = { 200: impactSchema };
  const querystring = impactQuerySchema;
  app.post(
    '/events/impact',
    { schema: { tags, querystring, body: eventInputSchema, response } },
    async ({ body, query: { lists } }, reply) =>
      sendLargeJson(
        reply,
        await readImpact(db, await events.check(body), { id: null, lists, nowMs: nowMs() }),
      ),
  );
  app.post(
    '/events/:id/impact',
    { schema: { tags, params, querystring, body: eventPatchSchema, response } },
    async ({ params: { id }, body, query: { lists } }, reply) =>
      sendLargeJson(
        reply,
        await readImpact(db, await events.checkEdit(id, body), { id, lists, nowMs: nowMs() }),
      ),
  );
  app.get(
    '/events/:id/impact',
    { schema: { tags, params, querystring, response } },
    async (request, reply) => {
      const event = await events.get(request.params.id);
      const { lists } = request.query;
      return sendLargeJson(reply, await readImpact(db, event, { id: event.id, lists, nowMs: nowMs() }));
    },
  );
}
