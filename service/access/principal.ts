/** Who makes a request, what that lets them do, and how the audit log names them. */
import type { FastifyRequest } from 'fastify';
import { PERMISSIONS, permissionsOfRole, type Permission } from '../../shared/domain/access.ts';
import type { ApiTokenView } from '../../shared/http/access.ts';
import { notFound } from '../refusal.ts';
import type { FoundSession } from './sessions.ts';

export type Principal =
  /** The service's own token (`--admin-token`): full rights, nobody's name. */
  | { readonly kind: 'service-token' }
  | { readonly kind: 'api-token'; readonly token: ApiTokenView }
  | { readonly kind: 'administrator'; readonly session: FoundSession };

export function permissionsOf(principal: Principal): readonly Permission[] {
  if (principal.kind === 'service-token') return PERMISSIONS;
  return principal.kind === 'api-token' ? principal.token.scopes : permissionsOfRole(principal.session.role);
}

/** As audit rows name them. */
export function actorName(principal: Principal): string {
  if (principal.kind === 'service-token') return 'administrator';
  return principal.kind === 'api-token'
    ? `token:${principal.token.id}`
    : administratorName(principal.session.administratorId);
}

const ADMINISTRATOR = 'administrator:';

export function administratorName(administratorId: string): string {
  return `${ADMINISTRATOR}${administratorId}`;
}

/** The id in the name of an actor; null: it is no administrator. */
export function administratorOf(actor: string): string | null {
  return actor.startsWith(ADMINISTRATOR) ? actor.slice(ADMINISTRATOR.length) : null;
}

/** Throws on a route that lets everybody in: there is nobody to name. */
export function principalOf({ principal, url }: Pick<FastifyRequest, 'principal' | 'url'>): Principal {
  if (principal === null) throw new Error(`${url} was let in without a principal`);
  return principal;
}

/** Throws a `Refusal` (not-found): a token is signed in nowhere. */
export function sessionOf(principal: Principal): FoundSession {
  if (principal.kind !== 'administrator') throw notFound('session');
  return principal.session;
}

/** Who the audit log says did it. */
export function actorOf(request: Pick<FastifyRequest, 'principal' | 'url'>): string {
  return actorName(principalOf(request));
}
