/** REST: how far a continuity event has come on each device, and its timeline (product 5). */
import { z } from 'zod';
import { progressPageSchema, progressQuerySchema, timelineSchema } from '../../shared/http/event-progress.ts';
import type { LiveDevices } from '../channel/ports.ts';
import type { App } from '../http/app-type.ts';
import { toPage } from '../http/cursors.ts';
import { placeOf } from '../http/list-page.ts';
import { readProgress } from './progress-source.ts';
import type { EventRouteNeeds } from './routes.ts';
import { readTimeline } from './timeline-source.ts';

export type HistoryRouteNeeds = EventRouteNeeds & { readonly live: Pick<LiveDevices, 'link'> };

const params = z.object({ id: z.string() });
const tags = ['continuity events'];
/** Progress has one order. */
const ORDER = 'person';

export function registerHistoryRoutes(
  app: App,
  { db, events, cursors, nowMs, live }: HistoryRouteNeeds,
): void {
  const progress = { tags, params, querystring: progressQuerySchema, response: { 200: progressPageSchema } };
  app.get('/events/:id/progress', { schema: progress }, async (request) => {
    const { state, limit, cursor } = request.query;
    const event = await events.get(request.params.id);
    const after = placeOf(cursors, cursor, ORDER);
    const { counts, placed } = await readProgress({ db, live, nowMs: nowMs() }, event, {
      state,
      after,
      limit: limit + 1,
    });
    const { items, next } = toPage(placed, limit, ({ at }) => cursors.encode([ORDER, at.key, at.id]));
    return { counts, items: items.map(({ item }) => item), next };
  });
  const timeline = { tags, params, response: { 200: timelineSchema } };
  app.get('/events/:id/timeline', { schema: timeline }, async (request) => {
    const event = await events.get(request.params.id);
    return { items: [...(await readTimeline(db, event, nowMs()))] };
  });
}
