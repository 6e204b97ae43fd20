/** What Chromium answers about proxies: `PROXY a:8080; SOCKS5 b:1080; DIRECT`, from settings, policy or a PAC script (pure). */
import { proxyName, type ProxyCredentials, type ProxyRoute, type Route } from '../adapters/network/route.ts';

const SCHEMES: Readonly<Record<string, ProxyRoute['scheme']>> = {
  PROXY: 'http',
  HTTP: 'http',
  HTTPS: 'https',
  SOCKS: 'socks4',
  SOCKS4: 'socks4',
  SOCKS5: 'socks5',
};

/** In its order; what cannot be read is left out, and nothing that can is the straight way. */
export function readProxyList(
  list: string,
  credentialsFor: (proxy: string) => ProxyCredentials | null,
): readonly Route[] {
  const routes = list.split(';').flatMap((entry): readonly Route[] => {
    const [kind = '', address = ''] = entry.trim().split(/\s+/u, 2);
    return kind.toUpperCase() === 'DIRECT' ? [{ kind: 'direct' }] : proxyIn(kind, address);
  });
  const known = routes.map((route) =>
    route.kind === 'proxy' ? { ...route, credentials: credentialsFor(proxyName(route)) } : route,
  );
  return known.length === 0 ? [{ kind: 'direct' }] : known;
}

function proxyIn(kind: string, address: string): readonly ProxyRoute[] {
  const name = kind.toUpperCase();
  const scheme = Object.hasOwn(SCHEMES, name) ? SCHEMES[name] : undefined;
  // Chromium always names the port.
  const [, host, port] = /^(.+):(\d{1,5})$/u.exec(address) ?? [];
  if (scheme === undefined || host === undefined || port === undefined) return [];
  const plain = host.replace(/^\[|\]$/gu, '');
  return [{ kind: 'proxy', scheme, host: plain, port: Number(port), credentials: null }];
}
