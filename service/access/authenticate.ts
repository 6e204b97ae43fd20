/** Finds out who makes a request: a token in its header, else the session of its cookie. */
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { CSRF_HEADER } from '../../shared/http/access.ts';
import { Refusal } from '../refusal.ts';
import type { ApiTokens } from './api-tokens.ts';
import { cookieOf, SESSION_COOKIE } from './cookies.ts';
import { actorName, type Principal } from './principal.ts';
import { isSafe } from './same-origin.ts';
import { isSame } from './secrets.ts';
import { consume, notAuthenticated, type ServiceToken } from './service-token.ts';
import type { Sessions } from './sessions.ts';

/** Security, limits. */
const REQUESTS_PER_MINUTE = 6000;

/** Throws a `Refusal` for whoever is nobody. */
export type Authenticate = (request: FastifyRequest) => Promise<Principal>;

interface Needs {
  readonly serviceToken: ServiceToken;
  readonly apiTokens: ApiTokens;
  readonly sessions: Sessions;
}

export function createAuthenticate({ serviceToken, apiTokens, sessions }: Needs): Authenticate {
  const requests = new RateLimiterMemory({ points: REQUESTS_PER_MINUTE, duration: 60 });
  const bearer = async (token: string, remoteAddress: string): Promise<Principal> => {
    if (serviceToken.isRight(token)) return { kind: 'service-token' };
    const known = await apiTokens.use(token);
    return known === null ? serviceToken.refuse(remoteAddress) : { kind: 'api-token', token: known };
  };
  const cookie = async (request: FastifyRequest): Promise<Principal> => {
    const { method, headers } = request;
    const secret = cookieOf(request, SESSION_COOKIE);
    const session = secret === null ? null : await sessions.find(secret);
    if (session === null) throw notAuthenticated();
    if (!isSafe(method) && !isSame(String(headers[CSRF_HEADER]), session.csrfToken))
      throw new Refusal('forbidden', 'csrf', `a change with a session needs its ${CSRF_HEADER}`);
    return { kind: 'administrator', session };
  };
  return async (request) => {
    const { authorization } = request.headers;
    const token = bearerOf(authorization);
    // Whoever shows a header means it: a cookie does not make up for a wrong one.
    if (authorization !== undefined && token === null) throw notAuthenticated();
    const principal = await (token === null ? cookie(request) : bearer(token, request.clientAddress));
    await consume(requests, actorName(principal));
    return principal;
  };
}

/** The credentials of a Bearer header, or null. */
function bearerOf(header: string | undefined): string | null {
  return /^bearer +(\S+)$/iu.exec(header?.trim() ?? '')?.[1] ?? null;
}
