/** The guarded door of the REST interface: nothing behind it is reached but by whom the table of routes allows (G37). */
import type { FastifyRequest } from 'fastify';
import { permits } from '../../shared/domain/access.ts';
import type { App } from '../http/app-type.ts';
import { STRANGERS_BODY_BYTES } from '../http/body-parsing.ts';
import { Refusal } from '../refusal.ts';
import type { Authenticate } from './authenticate.ts';
import { permissionsOf, type Principal } from './principal.ts';
import { isGuardedRoute, ROUTE_ACCESS, type Access } from './route-access.ts';
import { isCrossOrigin, isSafe } from './same-origin.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** null: the route is open to everybody. */
    principal: Principal | null;
  }
  interface FastifyContextConfig {
    /** From the table of routes. */
    access?: Access;
  }
}

/** To be called before any route is added to `scope`, whose routes then throw as they are added if nobody said who may. */
export function guard(scope: App, authenticate: Authenticate): void {
  scope.decorateRequest('principal', null);
  scope.addHook('onRoute', (route) => {
    const access = accessOf(String(route.method), route.url.slice(scope.prefix.length));
    route.config = { ...route.config, access };
    if (access === 'public') route.bodyLimit ??= STRANGERS_BODY_BYTES;
    route.schema = { ...route.schema, security: securityOf(access, isSafe(String(route.method))) };
  });
  scope.addHook('onRequest', async (request) => {
    refuseCrossOrigin(request);
    // Only what is not found has none.
    const { access = 'public' } = request.routeOptions.config;
    if (access === 'public') return;
    const principal = await authenticate(request);
    request.principal = principal;
    if (access === 'half-way') return;
    refuseHalfWay(principal);
    if (access === 'signed-in' || permits(permissionsOf(principal), access)) return;
    throw new Refusal('forbidden', 'not-permitted', `this needs the permission ${access}`);
  });
}

/** Whoever owes a second factor may set one up, see who they are and go. */
function refuseHalfWay(principal: Principal): void {
  if (principal.kind !== 'administrator' || !principal.session.mustEnrol) return;
  throw new Refusal('forbidden', 'second-factor-required', 'the organisation asks for a second factor');
}

function accessOf(method: string, path: string): Access {
  const route = `${method === 'HEAD' ? 'GET' : method} ${path}`;
  if (!isGuardedRoute(route)) throw new Error(`nobody said who may ${route}: see route-access.ts`);
  return ROUTE_ACCESS[route];
}

/** Beside the CSRF header, and for signing in, which has none; a token in a header no foreign page can send. */
function refuseCrossOrigin({ method, headers, asked }: FastifyRequest): void {
  if (isSafe(method) || headers.authorization !== undefined || !isCrossOrigin(headers, asked.host)) return;
  throw new Refusal('forbidden', 'cross-origin', 'a page of another site sent this');
}

/** OpenAPI 3.1: beside the scheme, what the caller must be allowed. */
function securityOf(access: Access, safe: boolean): Record<string, string[]>[] {
  if (access === 'public') return [];
  const permissions = access === 'signed-in' || access === 'half-way' ? [] : [access];
  return [{ bearer: permissions }, { session: permissions, ...(safe ? {} : { csrf: [] }) }];
}
