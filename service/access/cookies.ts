/** The two cookies: read from a request, written so that no script and no foreign page has a use for them. */
import type { IncomingHttpHeaders } from 'node:http';
import { SECOND_MS } from '../../shared/domain/instant.ts';

/** Pinned by the interface. */
export const SESSION_COOKIE = 'continuity_session';
/** Says that somebody signed in here before: see sign-in.ts. */
export const BROWSER_COOKIE = 'continuity_browser';

type Headers = Readonly<IncomingHttpHeaders>;

/** null: not sent. */
export function cookieOf({ cookie = '' }: Headers, name: string): string | null {
  const pair = cookie.split(';').find((part) => part.trim().startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(pair.indexOf('=') + 1).trim();
}

interface CookieOptions {
  readonly path: string;
  /** null: until the browser is closed. 0: forgotten at once. */
  readonly maxAgeMs: number | null;
  readonly secure: boolean;
}

/** `value` in base64url and dots. */
export function setCookie(name: string, value: string, { path, maxAgeMs, secure }: CookieOptions): string {
  return [
    `${name}=${value}`,
    `Path=${path}`,
    'HttpOnly',
    'SameSite=Strict',
    ...(maxAgeMs === null ? [] : [`Max-Age=${String(Math.floor(maxAgeMs / SECOND_MS))}`]),
    ...(secure ? ['Secure'] : []),
  ].join('; ');
}

/**
 * Whether the browser came by https. Behind whatever ends TLS this process sees http, but the browser says where its
 * page is from; who lies about it has a cookie of their own that is sent less often.
 */
export function isSecure(protocol: string, { origin }: Headers): boolean {
  return protocol === 'https' || (origin?.startsWith('https://') ?? false);
}
