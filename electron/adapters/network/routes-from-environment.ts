/** The way as a terminal's variables say it: HTTPS_PROXY, ALL_PROXY and NO_PROXY, read as curl and Go read them (pure). */
import { BlockList, isIP } from 'node:net';
import { readProxyAddress } from './proxy-address.ts';
import { DIRECT, type FindRoutes, type Route } from './route.ts';
import { WayError } from './way-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export function createEnvironmentRoutes(environment: Environment): FindRoutes {
  return async (url) => routesIn(environment, url);
}

/** HTTP_PROXY is for plain HTTP, which a device speaks with its own computer only. */
export function routesIn(environment: Environment, url: string): readonly Route[] {
  const variable = (name: string): string => environment[name] ?? environment[name.toUpperCase()] ?? '';
  const address = variable('https_proxy') || variable('all_proxy');
  const { hostname, port } = new URL(url);
  const isPast = isListed(
    { host: hostname.replace(/^\[|\]$/gu, ''), port: port || '443' },
    variable('no_proxy'),
  );
  if (address.trim() === '' || isPast) return DIRECT;
  const route = readProxyAddress(address);
  if (route === null) throw new WayError({ kind: 'proxy-unreachable', proxy: withoutSecret(address) });
  return [route];
}

interface Target {
  readonly host: string;
  readonly port: string;
}

function isListed(target: Target, list: string): boolean {
  return list.split(/[\s,]+/u).some((entry) => entry !== '' && isMeant(target, entry.toLowerCase()));
}

function isMeant({ host, port }: Target, entry: string): boolean {
  if (entry === '*') return true;
  const [, bracketed, plain = '', ofPort] =
    /^(?:\[([^\]]+)\]|([^:]+|.*:.*:.*))(?::(\d+))?$/u.exec(entry) ?? [];
  if (ofPort !== undefined && ofPort !== port) return false;
  const name = bracketed ?? plain;
  if (isIP(host) !== 0) return name.includes('/') ? isWithin(host, name) : name === host;
  const domain = name.replace(/^\*?\./u, '');
  return domain !== '' && (host === domain || host.endsWith(`.${domain}`));
}

function isWithin(address: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/', 2);
  const family = isIP(network);
  if (family === 0 || !/^\d{1,3}$/u.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

function withoutSecret(address: string): string {
  return address.replace(/^.*@/u, '');
}
