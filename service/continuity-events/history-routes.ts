/** REST: who takes part in a continuity event, how far it has come on each device, and its timeline (product 5). */
import { z } from 'zod';
import { progressPageSchema, progressQuerySchema, timelineSchema } from '../../shared/http/event-progress.ts';
import { participationPageSchema, participationQuerySchema } from '../../shared/http/participation.ts';
import type { LiveDevices } from '../channel/ports.ts';
import type { App } from '../http/app-type.ts';
import { toPage } from '../http/cursors.ts';
import { placeOf } from '../http/list-page.ts';
import { findGroup } from '../directory/store.ts';
import { notFound } from '../refusal.ts';
import { readParticipation } from './participation-source.ts';
import { readProgress } from './progress-source.ts';
import type { EventRouteNeeds } from './routes.ts';
import { readTimeline } from './timeline-source.ts';

export type HistoryRouteNeeds = EventRouteNeeds & { readonly live: Pick<LiveDevices, 'link'> };

const params = z.object({ id: z.string() });
const tags = ['continuity events'];
/** Both walks through people have one order. */
const ORDER = 'person';

export function registerHistoryRoutes(app: App, needs: HistoryRouteNeeds): void {
  const { db, events, cursors, nowMs, live } = needs;
  const progress = { tags, params, querystring: progressQuerySchema, response: { 200: progressPageSchema } };
  app.get('/events/:id/progress', { schema: progress }, async (request) => {
    const { state, limit, cursor, count } = request.query;
    const event = await events.get(request.params.id);
    const after = placeOf(cursors, cursor, ORDER);
    const { counts, matching, placed } = await readProgress({ db, live, nowMs: nowMs() }, event, {
      state,
      after,
      limit: limit + 1,
    });
    const { items, next } = toPage(placed, limit, ({ at }) => cursors.encode([ORDER, at.key, at.id]));
    return { counts, items: items.map(({ item }) => item), next, ...(count ? { total: matching } : {}) };
  });
  const timeline = { tags, params, response: { 200: timelineSchema } };
  app.get('/events/:id/timeline', { schema: timeline }, async (request) => {
    const event = await events.get(request.params.id);
    return { items: [...(await readTimeline(db, event, nowMs()))] };
  });
  registerParticipation(app, needs);
}

/** Of a group and not of an event: before saving there is none to ask about. */
function registerParticipation(app: App, { db, cursors }: HistoryRouteNeeds): void {
  const schema = {
    tags,
    params,
    querystring: participationQuerySchema,
    response: { 200: participationPageSchema },
  };
  app.get('/groups/:id/participation', { schema }, async ({ params: { id }, query }) => {
    if ((await findGroup(db, id)) === null) throw notFound('group');
    const { limit, cursor } = query;
    const after = placeOf(cursors, cursor, ORDER);
    const placed = await readParticipation(db, id, query, { after, limit: limit + 1 });
    const { items, next } = toPage(placed, limit, ({ at }) => cursors.encode([ORDER, at.key, at.id]));
    return { items: items.map(({ item }) => item), next };
  });
}
