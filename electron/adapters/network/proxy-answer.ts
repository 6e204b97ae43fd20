/** What a proxy's refusal of a CONNECT means (RFC 9110, 9.3.6, 11.7; pure). */
import type { IncomingHttpHeaders } from 'node:http';
import type { NetworkFailure } from '../../../shared/domain/network-failure.ts';
import { proxyName, type ProxyRoute } from './route.ts';

/** tinyproxy answers 401 to a wrong password; to a CONNECT only the proxy itself can. */
const WANTS_SIGN_IN: ReadonlySet<number> = new Set([401, 407]);
/** Squid answers 503 for a name that it does not find, tinyproxy 500. */
const GETS_NOWHERE: ReadonlySet<number> = new Set([500, 502, 503, 504]);

interface ProxyAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

export function failureOfProxy(
  { status, headers }: ProxyAnswer,
  route: ProxyRoute,
  host: string,
): NetworkFailure {
  const proxy = proxyName(route);
  if (WANTS_SIGN_IN.has(status)) return signInFailure(schemesOf(headers), proxy, route);
  if (GETS_NOWHERE.has(status)) return { kind: 'proxy-gets-nowhere', proxy, host, status: String(status) };
  return { kind: 'proxy-refuses', proxy, status: String(status) };
}

function signInFailure(
  schemes: readonly string[],
  proxy: string,
  { credentials }: ProxyRoute,
): NetworkFailure {
  const takesBasic = schemes.length === 0 || schemes.some((scheme) => scheme.toLowerCase() === 'basic');
  if (!takesBasic) return { kind: 'proxy-sign-in-unknown', proxy, schemes: schemes.join(', ') };
  return { kind: credentials === null ? 'proxy-wants-password' : 'proxy-password-wrong', proxy };
}

/** Each challenge begins with its scheme; what follows a comma without one belongs to the challenge before it. */
function schemesOf(headers: IncomingHttpHeaders): readonly string[] {
  const challenges = [headers['proxy-authenticate'] ?? headers['www-authenticate'] ?? []].flat().join(',');
  return [...challenges.matchAll(/(?:^|,)\s*([A-Za-z][\w-]*)(?=\s+[^\s=]|\s*(?:,|$))/gu)].map(
    ([, scheme = '']) => scheme,
  );
}
