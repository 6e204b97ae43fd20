/** The two cookies: read from a request, written so that no script and no foreign page has a use for them. */
import type { FastifyRequest } from 'fastify';
import { SECOND_MS } from '../../shared/domain/instant.ts';

/** In plain; by https both begin with `__Host-`. */
export const SESSION_COOKIE = 'continuity_session';
/** Says that somebody signed in here before: see sign-in.ts. */
export const BROWSER_COOKIE = 'continuity_browser';

/** By https a browser takes such a cookie from this very host alone: no neighbour, and nobody on the way, can plant one. */
const HOST_PREFIX = '__Host-';

type Asked = Pick<FastifyRequest, 'headers' | 'asked'>;

/** null: not sent. */
export function cookieOf({ headers, asked }: Asked, name: string): string | null {
  const own = valueOf(headers, `${HOST_PREFIX}${name}`);
  // Behind what ends TLS and is not trusted, only the browser knows that it is https.
  return own === null && !asked.isHttps ? valueOf(headers, name) : own;
}

function valueOf({ cookie = '' }: FastifyRequest['headers'], name: string): string | null {
  const pair = cookie.split(';').find((part) => part.trim().startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(pair.indexOf('=') + 1).trim();
}

interface CookieOptions {
  /** In plain; by https it is sent to every path of the host, as the prefix demands. */
  readonly path: string;
  /** null: until the browser is closed. 0: forgotten at once. */
  readonly maxAgeMs: number | null;
}

/** `value` in base64url and dots. */
export function setCookie(
  request: Asked,
  name: string,
  value: string,
  { path, maxAgeMs }: CookieOptions,
): string {
  const secure = isSecure(request);
  return [
    `${secure ? HOST_PREFIX : ''}${name}=${value}`,
    `Path=${secure ? '/' : path}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(maxAgeMs === null ? [] : [`Max-Age=${String(Math.floor(maxAgeMs / SECOND_MS))}`]),
    ...(secure ? ['Secure'] : []),
  ].join('; ');
}

/**
 * Whether the browser came by https. Behind whatever ends TLS this process may see http, but the browser says where its
 * page is from; who lies about it has a cookie of their own that is sent less often.
 */
function isSecure({ asked, headers: { origin } }: Asked): boolean {
  return asked.isHttps || (origin?.startsWith('https://') ?? false);
}
