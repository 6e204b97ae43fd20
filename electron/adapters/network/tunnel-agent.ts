/** An agent whose connections go through a proxy and are TLS with the service inside: kept alive as any other's. */
import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type SecureContext } from 'node:tls';
import { isIP } from 'node:net';
import { openTunnel, type Destination } from './open-tunnel.ts';
import type { ProxyRoute } from './route.ts';

type Created = (error: Error | null, stream: Duplex) => void;

export class TunnelAgent extends Agent {
  readonly #route: ProxyRoute;
  readonly #trust: SecureContext | null;

  constructor(route: ProxyRoute, trust: SecureContext | null) {
    super({ keepAlive: true });
    this.#route = route;
    this.#trust = trust;
  }

  override createConnection(options: RequestOptions, created?: Created): undefined {
    const to: Destination = { host: unbracketed(options.host), port: Number(options.port) };
    openTunnel(this.#route, to, this.#trust).then(
      (tunnel) => created?.(null, this.#secure(tunnel, to.host)),
      (error: unknown) => fail(created, error),
    );
    return undefined;
  }

  #secure(socket: Duplex, host: string): Duplex {
    return connect({
      socket,
      ALPNProtocols: ['http/1.1'],
      ...(this.#trust === null ? {} : { secureContext: this.#trust }),
      ...(isIP(host) === 0 ? { servername: host } : { host }),
    });
  }
}

/** Node takes an error without a stream; its types do not. */
function fail(created: Created | undefined, error: unknown): void {
  (created as ((error: Error) => void) | undefined)?.(
    error instanceof Error ? error : new Error(String(error)),
  );
}

function unbracketed(host: string | null | undefined): string {
  return (host ?? '').replace(/^\[|\]$/gu, '');
}
