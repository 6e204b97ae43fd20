/** Who may do what, route by route: a route that is missing here keeps the service from starting (G37). */
import type { Permission } from '../../shared/domain/access.ts';

/**
 * What a route asks for; `signed-in`: of whoever is known; `half-way`: the same, and of whoever owes a second factor too; `public`: of nobody, the route looks for itself.
 */
export type Access = Permission | 'signed-in' | 'half-way' | 'public';

/** Below `/api/v1`. What answers without changing anything asks for reading, whatever its method. */
export const ROUTE_ACCESS = {
  'GET /events': 'events:read',
  'POST /events': 'events:write',
  'GET /events/:id': 'events:read',
  'PATCH /events/:id': 'events:write',
  'DELETE /events/:id': 'events:write',
  'POST /events/:id/end': 'events:write',
  'POST /events/:id/extend': 'events:write',
  'POST /events/:id/clone': 'events:read',
  'POST /events/impact': 'events:read',
  'GET /events/:id/impact': 'events:read',
  'POST /events/:id/impact': 'events:read',
  'GET /events/:id/progress': 'events:read',
  'GET /events/:id/timeline': 'events:read',

  'GET /groups': 'groups:read',
  'POST /groups': 'groups:write',
  'GET /groups.csv': 'groups:read',
  'POST /groups/import': 'groups:write',
  'GET /groups/:id': 'groups:read',
  'PATCH /groups/:id': 'groups:write',
  'DELETE /groups/:id': 'groups:write',
  'GET /groups/:id/members': 'groups:read',
  'GET /groups/:id/participation': 'groups:read',
  'PUT /groups/:id/members/:userId': 'groups:write',
  'DELETE /groups/:id/members/:userId': 'groups:write',
  'PUT /groups/:id/groups/:groupId': 'groups:write',
  'DELETE /groups/:id/groups/:groupId': 'groups:write',

  'GET /users': 'users:read',
  'POST /users': 'users:write',
  'GET /users.csv': 'users:read',
  'POST /users/import': 'users:write',
  'GET /users/:id': 'users:read',
  'PATCH /users/:id': 'users:write',
  'DELETE /users/:id': 'users:write',

  'GET /devices': 'devices:read',
  'GET /devices.csv': 'devices:read',
  'GET /devices/:id': 'devices:read',
  'GET /devices/:id/history': 'devices:read',
  'DELETE /devices/:id': 'devices:write',

  'GET /audit': 'audit:read',
  'GET /audit.csv': 'audit:read',
  'GET /audit.json': 'audit:read',
  'GET /audit/verify': 'audit:read',
  'GET /audit/:seq': 'audit:read',

  'GET /changes': 'signed-in',

  'GET /clock': 'signed-in',
  // Nobody but an administrator in person: it decides what is old enough to be destroyed.
  'POST /clock': 'access:write',

  'GET /setup': 'public',
  'POST /setup': 'public',
  'POST /session': 'public',
  'POST /session/second-factor': 'public',
  'GET /session': 'half-way',
  'DELETE /session': 'half-way',
  'PUT /session/password': 'signed-in',
  'GET /session/second-factor': 'half-way',
  'POST /session/second-factor/totp': 'half-way',
  'POST /session/second-factor/totp/confirm': 'half-way',
  'POST /session/second-factor/passkey': 'half-way',
  'POST /session/second-factor/passkey/confirm': 'half-way',
  'POST /session/second-factor/challenge': 'signed-in',
  'POST /session/second-factor/:id/remove': 'signed-in',
  'POST /session/recovery-codes': 'signed-in',

  'GET /administrators': 'access:read',
  'POST /administrators': 'access:write',
  'PATCH /administrators/:id': 'access:write',
  'DELETE /administrators/:id': 'access:write',
  'DELETE /administrators/:id/second-factor': 'access:write',

  'GET /security-settings': 'access:read',
  'PUT /security-settings': 'access:write',

  'GET /api-tokens': 'access:read',
  'POST /api-tokens': 'access:write',
  'DELETE /api-tokens/:id': 'access:write',

  'GET /webhooks': 'webhooks:read',
  'POST /webhooks': 'webhooks:write',
  'GET /webhooks/:id': 'webhooks:read',
  'PATCH /webhooks/:id': 'webhooks:write',
  'DELETE /webhooks/:id': 'webhooks:write',
  'GET /webhooks/:id/deliveries': 'webhooks:read',
  'POST /webhooks/:id/test': 'webhooks:write',

  'GET /mail/queue': 'mail:read',
  'GET /mail/queue/:id': 'mail:read',
  'POST /mail/queue/:id/retry': 'mail:write',
  'POST /mail/queue/:id/release': 'mail:write',
  'POST /mail/queue/:id/bounce': 'mail:write',
  'GET /mail/messages/:id/trace': 'mail:read',
  'GET /mail/summary': 'mail:read',

  'GET /lab/clock': 'lab:read',
  'POST /lab/clock': 'lab:write',
  'GET /lab/faults': 'lab:read',
  'POST /lab/faults': 'lab:write',
  'POST /lab/recovery': 'lab:write',
} as const satisfies Record<string, Access>;

export type GuardedRoute = keyof typeof ROUTE_ACCESS;

export function isGuardedRoute(route: string): route is GuardedRoute {
  return Object.hasOwn(ROUTE_ACCESS, route);
}
