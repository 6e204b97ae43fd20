/** Opens a tunnel by a proxy: CONNECT over HTTP or HTTPS, or SOCKS; nothing but the service's name and port is told to it. */
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { SocksClient } from 'socks';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import type { NetworkFailure } from '../../../shared/domain/network-failure.ts';
import { failureOfProxy } from './proxy-answer.ts';
import { proxyName, type ProxyRoute } from './route.ts';
import { WayError } from './way-error.ts';

/** Shorter than a try for the channel, so that a proxy that is silent is named as what is in the way. */
const TUNNEL_TIMEOUT_MS = 4 * SECOND_MS;

export interface Destination {
  /** Without brackets. */
  readonly host: string;
  readonly port: number;
}

/** Rejects with a `WayError`. `trust` is for a proxy that is spoken to in TLS; null: Node's own. */
export function openTunnel(route: ProxyRoute, to: Destination, trust: SecureContext | null): Promise<Duplex> {
  return route.scheme === 'http' || route.scheme === 'https'
    ? connectByHttp(route, to, trust)
    : connectBySocks(route, to);
}

function connectByHttp(route: ProxyRoute, to: Destination, trust: SecureContext | null): Promise<Duplex> {
  const { promise, resolve, reject } = withResolvers<Duplex>();
  const authority = proxyName(to);
  const options = {
    host: route.host,
    port: route.port,
    method: 'CONNECT',
    path: authority,
    headers: { host: authority, ...authorization(route) },
    agent: false,
    ...(trust === null ? {} : { secureContext: trust }),
  } as const;
  const request = route.scheme === 'https' ? https.request(options) : http.request(options);
  const timer = setTimeout(() => request.destroy(new Error('the proxy is silent')), TUNNEL_TIMEOUT_MS);
  request.on('connect', (response, socket, head) => {
    clearTimeout(timer);
    const { statusCode: status = 0, headers } = response;
    if (status >= 200 && status < 300) {
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
      return;
    }
    socket.destroy();
    reject(new WayError(failureOfProxy({ status, headers }, route, to.host)));
  });
  request.on('error', (error) => {
    clearTimeout(timer);
    reject(new WayError({ kind: 'proxy-unreachable', proxy: proxyName(route) }, { cause: error }));
  });
  request.end();
  return promise;
}

function authorization({ credentials }: ProxyRoute): Readonly<Record<string, string>> {
  if (credentials === null) return {};
  const pair = Buffer.from(`${credentials.name}:${credentials.password}`).toString('base64');
  return { 'proxy-authorization': `Basic ${pair}` };
}

async function connectBySocks(route: ProxyRoute, to: Destination): Promise<Duplex> {
  const { credentials } = route;
  try {
    const { socket } = await SocksClient.createConnection({
      proxy: {
        host: route.host,
        port: route.port,
        type: route.scheme === 'socks4' ? 4 : 5,
        ...(credentials === null ? {} : { userId: credentials.name, password: credentials.password }),
      },
      command: 'connect',
      // The proxy looks the name up: here it may not be known at all.
      destination: to,
      timeout: TUNNEL_TIMEOUT_MS,
    });
    return socket;
  } catch (cause) {
    throw new WayError(failureOfSocks(cause, route, to.host), { cause });
  }
}

/** The library says what happened in its messages only (`socks`, constants.ts). */
function failureOfSocks(cause: unknown, route: ProxyRoute, host: string): NetworkFailure {
  const proxy = proxyName(route);
  const said = cause instanceof Error ? cause.message : '';
  if (/no accepted authentication type/iu.test(said)) return { kind: 'proxy-wants-password', proxy };
  if (/Authentication failed/iu.test(said)) return { kind: 'proxy-password-wrong', proxy };
  const [, status] = /rejected connection - (?:\()?(\w+)/u.exec(said) ?? [];
  if (status === undefined) return { kind: 'proxy-unreachable', proxy };
  return status === 'NotAllowed'
    ? { kind: 'proxy-refuses', proxy, status }
    : { kind: 'proxy-gets-nowhere', proxy, host, status };
}

/** ES2024's, which the oldest runtime (Node 20) has not. */
function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<Value>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
