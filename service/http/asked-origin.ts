/** Under which address a request came: by its own headers, or by what a trusted proxy says of them (interfaces 1, `--trusted-proxies`). */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { App } from './app-type.ts';

export interface AskedOrigin {
  /** With the port, as the client wrote it; empty: it said none. */
  readonly host: string;
  readonly isHttps: boolean;
}

type Asked = Pick<IncomingMessage, 'headers' | 'socket'>;
export type TellOrigin = (request: Asked) => AskedOrigin;

export interface AskedNeeds {
  readonly publicUrl: string | null;
  readonly isTrustedPeer: (request: Asked) => boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Not `host` and `protocol`, which know nothing of proxies. */
    readonly asked: AskedOrigin;
  }
}

export function createAskedOrigin({ publicUrl, isTrustedPeer }: AskedNeeds): TellOrigin {
  const known = publicUrl === null ? null : new URL(publicUrl);
  return (request) => {
    const { headers, socket } = request;
    const told = isTrustedPeer(request) ? toldBy(headers) : {};
    const host = told.host ?? headers.host ?? '';
    const isPublic = known?.protocol === 'https:' && host.toLowerCase() === known.host;
    return { host, isHttps: told.proto === 'https' || socket instanceof TLSSocket || isPublic };
  };
}

/** As addresses in answers begin. */
export function originText({ host, isHttps }: AskedOrigin): string {
  return `${isHttps ? 'https' : 'http'}://${host}`;
}

export function tellAskedOrigins(app: App, tell: TellOrigin): void {
  app.decorateRequest('asked', {
    getter() {
      return tell(this.raw);
    },
  });
}

interface Told {
  readonly host?: string | undefined;
  readonly proto?: string | undefined;
}

/** Of several the last: the proxy before us wrote it, and what stands before it may be the client's invention. */
function toldBy(headers: IncomingHttpHeaders): Told {
  const forwarded = headers.forwarded?.split(',').at(-1) ?? '';
  const pair = (name: string): string | undefined =>
    new RegExp(`(?:^|;)\\s*${name}=("?)([^";,]+)\\1\\s*(?:;|$)`, 'iu').exec(forwarded)?.[2];
  const last = (name: string): string | undefined => {
    const text = [headers[name] ?? ''].flat().join(',').split(',').at(-1)?.trim();
    return text === '' ? undefined : text;
  };
  return {
    host: last('x-forwarded-host') ?? pair('host'),
    proto: (last('x-forwarded-proto') ?? pair('proto'))?.toLowerCase(),
  };
}
