/** The way to a service as the operating system has it: Chromium knows its settings, its policies and its PAC scripts. */
import { DIRECT, proxyName, type FindRoutes, type ProxyCredentials } from '../adapters/network/route.ts';
import type { Log } from '../device/ports.ts';
import { readProxyList } from './proxy-list.ts';
import type { ProxyPasswords } from './proxy-passwords.ts';

export interface SystemRoutesNeeds {
  readonly resolveProxy: (url: string) => Promise<string>;
  readonly passwords: Pick<ProxyPasswords, 'find'>;
  readonly log: Log;
}

export function createSystemRoutes({ resolveProxy, passwords, log }: SystemRoutesNeeds): FindRoutes {
  return async (url) => {
    try {
      // A PAC script knows https; what a WebSocket is, not each of them does.
      const list = await resolveProxy(url.replace(/^ws/u, 'http'));
      const known = new Map<string, ProxyCredentials | null>();
      for (const route of readProxyList(list, () => null)) {
        if (route.kind === 'proxy') known.set(proxyName(route), await passwords.find(proxyName(route)));
      }
      return readProxyList(list, (proxy) => known.get(proxy) ?? null);
    } catch (error) {
      log.write('warn', 'the system does not tell its proxy', { error: String(error) });
      return DIRECT;
    }
  };
}
