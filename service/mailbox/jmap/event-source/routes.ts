/** The event source over HTTP: who may open one, and how many (RFC 8620 section 7.3). */
import type { FastifyInstance } from 'fastify';
import { createEventStreams, sendEventStream } from '../../../http/event-streams.ts';
import { signedInOf } from '../enter.ts';
import { problem } from '../problem.ts';
import { PATHS } from '../session.ts';
import { createTurnstile } from '../turnstile.ts';
import { feedEventSource, type EventSourceNeeds } from './event-source.ts';
import { eventSourceOptions } from './options.ts';

/** Per person: a client keeps one open, and one that hangs is there until the network notices. */
export const MAX_EVENT_SOURCES = 8;
/** Of everybody: a quarter of the connections that a process may hold is left to devices and requests. */
const MAX_OPEN = 5000;
const TRY_AGAIN_S = '30';

export function registerEventSource(scope: FastifyInstance, needs: EventSourceNeeds): void {
  const streams = createEventStreams();
  const turnstile = createTurnstile(MAX_EVENT_SOURCES);
  // Or closing would wait for them.
  scope.addHook('preClose', async () => {
    streams.end();
  });
  scope.get(PATHS.eventSource, async (request, reply) => {
    const signedIn = signedInOf(request);
    const options = eventSourceOptions(request.query);
    if (typeof options === 'string') return problem(reply, 400, options);
    const leave = streams.count() < MAX_OPEN ? turnstile.enter(signedIn.user.userId) : null;
    if (leave === null)
      return problem(reply.header('retry-after', TRY_AGAIN_S), 429, 'too many event sources are open');
    const { 'last-event-id': last } = request.headers;
    const lastEventId = typeof last === 'string' ? last : null;
    const body = streams.open((stream) => [
      ...feedEventSource(needs, { ...options, signedIn, lastEventId }, stream),
      leave,
    ]);
    return sendEventStream(reply, body);
  });
}
