/** Which addresses of a control service a device talks to: https, or http on this computer only (security 1). */
import { ok, refused } from '../../../shared/lib/result.ts';
import type { Result } from '../../../shared/lib/result.ts';

export type UrlProblem = 'bad-url' | 'insecure-url';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** To scheme, host and port, no slash at the end; anything else in the address would be ignored silently, so it is refused. */
export function parseServiceUrl(text: string): Result<string, UrlProblem> {
  if (!URL.canParse(text.trim())) return refused('bad-url');
  const url = new URL(text.trim());
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return refused('bad-url');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return refused('bad-url');
  if (url.pathname !== '/') return refused('bad-url');
  if (url.protocol === 'http:' && !LOOPBACK.has(url.hostname)) return refused('insecure-url');
  return ok(url.origin);
}

/** `wss` where the service is `https`. */
export function channelBaseUrl(serviceUrl: string): string {
  return serviceUrl.replace(/^http/, 'ws');
}
