/** What an answer over HTTP says of the way to the service, where it is none of the service's own (pure). */
import type { NetworkFailure } from './network-failure.ts';

interface Answered {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a proxy in front of a service that is away answers, and a service that is stopping. */
const AWAY: ReadonlySet<number> = new Set([502, 503, 504]);
/** RFC 6585, 6: a network that wants a sign-in says so, seldom enough. */
const NETWORK_SIGN_IN = 511;
/** RFC 9110, 15.5.20. */
const MISDIRECTED = 421;
const NOTHING_THERE: ReadonlySet<number> = new Set([404, 405, 410, 501]);

/** null: the service itself may have answered so. */
export function failureOfAnswer({ status, headers }: Answered, url: string): NetworkFailure | null {
  const { host } = new URL(url);
  if (status >= 300 && status < 400) return { kind: 'redirected', host, to: targetOf(headers, url) };
  if (AWAY.has(status)) return { kind: 'draining', host };
  if (status === MISDIRECTED) return { kind: 'not-its-name', host };
  if (NOTHING_THERE.has(status)) return { kind: 'not-a-service', host };
  if (status === NETWORK_SIGN_IN || isWebPage(headers)) return { kind: 'web-page', host };
  return null;
}

function isWebPage(headers: Answered['headers']): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml)\b/iu.test(headers['content-type'] ?? '');
}

function targetOf(headers: Answered['headers'], url: string): string {
  const location = headers['location'] ?? '';
  return URL.canParse(location, url) ? new URL(location, url).origin : '';
}
