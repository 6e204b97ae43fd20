/** Whether a browser sent a request from a page of this service, or nobody can say (as Go's CrossOriginProtection does). */
import type { IncomingHttpHeaders } from 'node:http';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Changes nothing (RFC 9110, 9.2.1). */
export function isSafe(method: string): boolean {
  return SAFE.has(method);
}

/** `host`: what the client asked for. `none`: typed into the address bar. Without either header it was no browser of the last years. */
export function isCrossOrigin(headers: Readonly<IncomingHttpHeaders>, host: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (headers.origin === undefined) return false;
  return !URL.canParse(headers.origin) || new URL(headers.origin).host !== host;
}
