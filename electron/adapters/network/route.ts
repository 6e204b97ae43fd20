/** The way to a service: straight, or by a proxy of the network. */

export interface ProxyCredentials {
  readonly name: string;
  readonly password: string;
  /** How often a person has typed one: the same once more is tried once more. */
  readonly typed: number;
}

export interface ProxyRoute {
  readonly kind: 'proxy';
  readonly scheme: 'http' | 'https' | 'socks4' | 'socks5';
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
  /** null: none are known. */
  readonly credentials: ProxyCredentials | null;
}

export type Route = { readonly kind: 'direct' } | ProxyRoute;

/** In the order in which they are to be tried; never empty, and asked anew for each try. */
export type FindRoutes = (url: string) => Promise<readonly Route[]>;

export const DIRECT: readonly Route[] = [{ kind: 'direct' }];

/** As a person knows a proxy: `name:port`. */
export function proxyName({ host, port }: Pick<ProxyRoute, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}
