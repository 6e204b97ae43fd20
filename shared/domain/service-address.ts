/** The address of a control service as people type, paste and are sent it: https, or http on this computer only (security 1; pure). */
import { ok, refused } from '../lib/result.ts';
import type { Result } from '../lib/result.ts';

export type AddressProblem = 'bad-url' | 'insecure-url';

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `hostname` as `URL` has it. */
export function isLoopbackHost(hostname: string): boolean {
  return LOOPBACK.has(hostname);
}

/** What a paste brings along unseen. */
const AROUND = /^[\s\u200B-\u200D\u2060\uFEFF]+|[\s\u200B-\u200D\u2060\uFEFF]+$/gu;
const HAS_SCHEME = /^[a-z][a-z\d+.-]*:\/\//iu;
/** Two colons at least, or it would be a name with its port. */
const BARE_IPV6 = /^[\da-f]*:[\da-f.]*:[\da-f:.]*$/iu;
/** One that no proxy, template or log writes in two ways; no slash at the end. */
export function isPlainPath(path: string): boolean {
  return /^(?:\/[\w.~-]+)*$/u.test(path);
}

/**
 * To scheme, host, port and path, no slash at the end; without a scheme https, or http on this computer. Whatever else
 * an address can have would be ignored silently, so it is refused.
 */
export function readServiceAddress(text: string): Result<string, AddressProblem> {
  const typed = text.replace(AROUND, '');
  const whole = HAS_SCHEME.test(typed) ? typed : completed(typed);
  // Blanks inside are two things pasted as one; a URL would drop some of them.
  if (/\s/u.test(whole) || !URL.canParse(whole)) return refused('bad-url');
  const url = new URL(whole);
  if (!/^https?:$/u.test(url.protocol) || url.port === '0') return refused('bad-url');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return refused('bad-url');
  const path = url.pathname.replace(/\/+$/u, '');
  if (!isPlainPath(path)) return refused('bad-url');
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) return refused('insecure-url');
  // A name's final dot is none of the names that certificates have.
  url.hostname = url.hostname.replace(/\.$/u, '');
  return ok(`${url.origin}${path}`);
}

function completed(typed: string): string {
  const host = BARE_IPV6.test(typed) ? `[${typed}]` : typed;
  const isHere = URL.canParse(`https://${host}`) && isLoopbackHost(new URL(`https://${host}`).hostname);
  return `${isHere ? 'http' : 'https'}://${host}`;
}

/** `wss` where the service is `https`. */
export function channelAddress(serviceUrl: string): string {
  return serviceUrl.replace(/^http/u, 'ws');
}
