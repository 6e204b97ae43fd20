/** REST: webhooks and their deliveries. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import {
  createdWebhookSchema,
  deliveryListQuerySchema,
  deliveryPageSchema,
  webhookInputSchema,
  webhookListQuerySchema,
  webhookPageSchema,
  webhookPatchSchema,
  webhookViewSchema,
} from '../../shared/http/webhooks.ts';
import { actorOf } from '../access/principal.ts';
import type { App } from '../http/app-type.ts';
import type { Cursors } from '../http/cursors.ts';
import { listPage } from '../http/list-page.ts';
import { notFound } from '../refusal.ts';
import type { Tables } from '../storage/tables.ts';
import { deliveryList, findWebhook, webhookList, webhookView } from './store.ts';
import type { Webhooks } from './webhooks.ts';

export interface WebhookRouteNeeds {
  readonly db: Kysely<Tables>;
  readonly webhooks: Webhooks;
  readonly cursors: Cursors;
}

const params = z.object({ id: z.string() });
const tags = ['webhooks'];

export function registerWebhookRoutes(app: App, needs: WebhookRouteNeeds): void {
  registerList(app, needs);
  registerOne(app, needs);
  registerDeliveries(app, needs);
}

function registerList(app: App, { db, webhooks, cursors }: WebhookRouteNeeds): void {
  const list = { tags, querystring: webhookListQuerySchema, response: { 200: webhookPageSchema } };
  app.get('/webhooks', { schema: list }, async ({ query }) =>
    listPage(cursors, query, webhookList(db, query)),
  );
  const creation = { tags, body: webhookInputSchema, response: { 201: createdWebhookSchema } };
  app.post('/webhooks', { schema: creation }, async (request, reply) => {
    const webhook = await webhooks.create(actorOf(request), request.body);
    return reply
      .code(201)
      .header('location', `/api/v1/webhooks/${encodeURIComponent(webhook.id)}`)
      .send(webhook);
  });
}

function registerOne(app: App, { db, webhooks }: WebhookRouteNeeds): void {
  const response = { 200: webhookViewSchema };
  app.get('/webhooks/:id', { schema: { tags, params, response } }, async (request) => {
    const row = await findWebhook(db, request.params.id);
    if (row === null) throw notFound('webhook');
    return webhookView(row);
  });
  const edit = { tags, params, body: webhookPatchSchema, response };
  app.patch('/webhooks/:id', { schema: edit }, async (request) =>
    webhooks.edit(actorOf(request), request.params.id, request.body),
  );
  const removal = { tags, params, response: { 204: z.null() } };
  app.delete('/webhooks/:id', { schema: removal }, async (request, reply) => {
    await webhooks.remove(actorOf(request), request.params.id);
    return reply.code(204).send(null);
  });
}

function registerDeliveries(app: App, { db, webhooks, cursors }: WebhookRouteNeeds): void {
  const list = { tags, params, querystring: deliveryListQuerySchema, response: { 200: deliveryPageSchema } };
  app.get('/webhooks/:id/deliveries', { schema: list }, async ({ params: { id }, query }) => {
    if ((await findWebhook(db, id)) === null) throw notFound('webhook');
    const source = deliveryList(db, id, query.state);
    return listPage(cursors, { ...query, sort: '-createdAt', count: false }, source);
  });
  const test = { tags, params, response: { 202: z.object({ deliveryId: z.string() }) } };
  app.post('/webhooks/:id/test', { schema: test }, async (request, reply) => {
    const deliveryId = await webhooks.test(actorOf(request), request.params.id);
    return reply.code(202).send({ deliveryId });
  });
}
