/** REST: mail flow, the queue and the way of each message. */
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { fromMs } from '../../shared/domain/instant.ts';
import {
  mailDeliverySchema,
  mailFlowSummarySchema,
  mailMessageTraceSchema,
  mailQueuePageSchema,
  mailQueueQuerySchema,
  type MailFlowSummary,
} from '../../shared/http/mail-flow.ts';
import { actorOf } from '../access/principal.ts';
import type { App } from '../http/app-type.ts';
import type { Cursors } from '../http/cursors.ts';
import { listPage } from '../http/list-page.ts';
import { notFound } from '../refusal.ts';
import type { Tables } from '../storage/tables.ts';
import type { MailActions } from './actions.ts';
import type { MailFlow } from './mail-flow.ts';
import { routeDirection, serverName, type Route } from './routing.ts';
import { deliveryList, deliveryView, findDelivery, messageTrace, readTotals } from './store.ts';

export interface MailFlowRouteNeeds {
  readonly db: Kysely<Tables>;
  readonly cursors: Cursors;
  readonly mailFlow: Pick<MailFlow, 'routes' | 'health'>;
  readonly mailActions: MailActions;
}

const params = z.object({ id: z.string() });
const tags = ['mail'];

export function registerMailFlowRoutes(app: App, needs: MailFlowRouteNeeds): void {
  registerReading(app, needs);
  registerActions(app, needs);
}

function registerReading(app: App, { db, cursors, mailFlow }: MailFlowRouteNeeds): void {
  const list = { tags, querystring: mailQueueQuerySchema, response: { 200: mailQueuePageSchema } };
  app.get('/mail/queue', { schema: list }, async ({ query }) =>
    listPage(cursors, query, deliveryList(db, query)),
  );
  const one = { tags, params, response: { 200: mailDeliverySchema } };
  app.get('/mail/queue/:id', { schema: one }, async (request) => {
    const row = await findDelivery(db, request.params.id);
    if (row === null) throw notFound('delivery');
    return deliveryView(row);
  });
  const trace = { tags, params, response: { 200: mailMessageTraceSchema } };
  app.get('/mail/messages/:id/trace', { schema: trace }, async (request) => {
    const found = await messageTrace(db, request.params.id);
    if (found === null) throw notFound('message');
    return found;
  });
  const summary = { tags, response: { 200: mailFlowSummarySchema } };
  app.get('/mail/summary', { schema: summary }, async () => ({
    ...(await readTotals(db)),
    routes: mailFlow.routes.flatMap((route) => routeView(route, mailFlow)),
  }));
}

function routeView(route: Route, { health }: Pick<MailFlow, 'health'>): MailFlowSummary['routes'] {
  if (route.kind === 'local' || route.kind === 'nobody') return [];
  const state = health(route);
  const isDown = state.state === 'down';
  return [
    {
      direction: routeDirection(route),
      domain: route.kind === 'primary' ? route.domain : null,
      server: route.kind === 'mx' ? 'mx' : serverName(route.server),
      downSince: isDown ? fromMs(state.sinceMs) : null,
      nextAttemptAt: isDown ? fromMs(state.nextAttemptMs) : null,
      problem: isDown ? state.problem : null,
    },
  ];
}

function registerActions(app: App, { mailActions }: MailFlowRouteNeeds): void {
  const schema = { tags, params, response: { 200: mailDeliverySchema } };
  for (const action of ['retry', 'release', 'bounce'] as const) {
    app.post(`/mail/queue/:id/${action}`, { schema }, async (request) =>
      mailActions[action](actorOf(request), request.params.id),
    );
  }
}
