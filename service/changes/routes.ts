/** REST: the stream of what has just changed (text/event-stream). */
import { permits, type Permission } from '../../shared/domain/access.ts';
import type { ChangeKind } from '../../shared/http/changes.ts';
import type { Access } from '../access/access.ts';
import { permissionsOf, principalOf } from '../access/principal.ts';
import type { App } from '../http/app-type.ts';
import { sendEventStream } from '../http/event-streams.ts';
import type { ChangeStreams } from './streams.ts';

export interface ChangeRouteNeeds {
  readonly access: Pick<Access, 'isStill'>;
  readonly streams: Pick<ChangeStreams, 'open'>;
}

/** Nobody is told of what they could not read; null: of use to everybody. */
const NEEDED: Readonly<Record<ChangeKind, Permission | null>> = {
  'continuity-event': 'events:read',
  group: 'groups:read',
  person: 'users:read',
  device: 'devices:read',
  audit: 'audit:read',
  webhook: 'webhooks:read',
  mail: null,
  clock: null,
};

export function registerChangeRoutes(app: App, { access, streams }: ChangeRouteNeeds): void {
  app.get('/changes', { schema: { tags: ['changes'] } }, async (request, reply) => {
    const principal = principalOf(request);
    const held = permissionsOf(principal);
    const stream = streams.open({
      isWanted: ({ kind }) => NEEDED[kind] === null || permits(held, NEEDED[kind]),
      isStill: () => access.isStill(principal),
    });
    return sendEventStream(reply, stream);
  });
}
