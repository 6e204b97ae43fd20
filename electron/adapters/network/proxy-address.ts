/** The address of a proxy as it is written in variables and settings: `[scheme://][name:password@]host[:port]` (pure). */
import type { ProxyCredentials, ProxyRoute } from './route.ts';

const SCHEMES: Readonly<Record<string, { readonly scheme: ProxyRoute['scheme']; readonly port: number }>> = {
  'http:': { scheme: 'http', port: 80 },
  'https:': { scheme: 'https', port: 443 },
  'socks:': { scheme: 'socks5', port: 1080 },
  'socks5:': { scheme: 'socks5', port: 1080 },
  'socks5h:': { scheme: 'socks5', port: 1080 },
  'socks4:': { scheme: 'socks4', port: 1080 },
  'socks4a:': { scheme: 'socks4', port: 1080 },
};

/** null: it is none. */
export function readProxyAddress(text: string): ProxyRoute | null {
  const written = text.trim();
  const whole = written.includes('://') ? written : `http://${written}`;
  if (!URL.canParse(whole)) return null;
  const { protocol, hostname, port, username, password } = new URL(whole);
  const known = Object.hasOwn(SCHEMES, protocol) ? SCHEMES[protocol] : undefined;
  const host = hostname.replace(/^\[|\]$/gu, '');
  if (known === undefined || host === '') return null;
  return {
    kind: 'proxy',
    scheme: known.scheme,
    host,
    port: port === '' ? known.port : Number(port),
    credentials: credentialsOf(username, password),
  };
}

function credentialsOf(username: string, password: string): ProxyCredentials | null {
  if (username === '' && password === '') return null;
  return { name: decoded(username), password: decoded(password), typed: 0 };
}

/** People write their password as it is, with a percent sign in it perhaps. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
