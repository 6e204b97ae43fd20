/** An agent whose connections go through a proxy and are TLS with the service inside: kept alive as any other's. */
import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect, type SecureContext } from 'node:tls';
import { isIP } from 'node:net';
import { MINUTE_MS } from '../../../shared/domain/instant.ts';
import type { NetworkFailure } from '../../../shared/domain/network-failure.ts';
import { openTunnel, type Destination } from './open-tunnel.ts';
import { proxyName, type ProxyRoute } from './route.ts';
import { WayError } from './way-error.ts';

/** Directories lock an account after a few wrong passwords in half an hour; a link tries anew every half minute. */
const REFUSED_FOR_MS = 15 * MINUTE_MS;

type Created = (error: Error | null, stream: Duplex) => void;

export class TunnelAgent extends Agent {
  readonly #route: ProxyRoute;
  readonly #trust: SecureContext | null;
  #refusedUntilMs = 0;

  constructor(route: ProxyRoute, trust: SecureContext | null) {
    super({ keepAlive: true });
    this.#route = route;
    this.#trust = trust;
  }

  override createConnection(options: RequestOptions, created?: Created): undefined {
    const to: Destination = { host: unbracketed(options.host), port: Number(options.port) };
    this.#open(to).then(
      (tunnel) => created?.(null, this.#secure(tunnel, to.host)),
      (error: unknown) => fail(created, error),
    );
    return undefined;
  }

  /** A password that the proxy has just refused is not sent again with each try. */
  async #open(to: Destination): Promise<Duplex> {
    const refused: NetworkFailure = { kind: 'proxy-password-wrong', proxy: proxyName(this.#route) };
    if (performance.now() < this.#refusedUntilMs) throw new WayError(refused);
    try {
      return await openTunnel(this.#route, to, this.#trust);
    } catch (error) {
      if (error instanceof WayError && error.failure.kind === refused.kind)
        this.#refusedUntilMs = performance.now() + REFUSED_FOR_MS;
      throw error;
    }
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
