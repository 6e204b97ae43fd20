/** Where mail goes next: the organisation's own server by domain, a smart host, MX records, or our own mailboxes (pure). */
import type { DeliveryDirection } from '../../shared/http/mail-flow.ts';

export interface NextServer {
  readonly host: string;
  readonly port: number;
  /** `smtp`: STARTTLS where it is offered, whoever's certificate; `smtp+starttls` and `smtps`: TLS, and a certificate that is right. */
  readonly scheme: 'smtp' | 'smtp+starttls' | 'smtps';
  readonly user: string | null;
}

export interface MailRoutes {
  /** By lower-case domain; '' is every other of the organisation's. None at all: mail stays in the rolling mailboxes. */
  readonly primaries: ReadonlyMap<string, NextServer>;
  readonly outbound:
    | { readonly kind: 'none' }
    | { readonly kind: 'smart-host'; readonly server: NextServer }
    | { readonly kind: 'mx' };
}

export const NO_ROUTES: MailRoutes = { primaries: new Map(), outbound: { kind: 'none' } };

/** Which deliveries a route is for, and who takes them. */
export type Route =
  | {
      readonly kind: 'primary';
      /** null: the organisation's other domains. */
      readonly domain: string | null;
      readonly server: NextServer;
    }
  /** From one of ours to one of ours: goes in by our own door. */
  | { readonly kind: 'local' }
  | { readonly kind: 'smart-host'; readonly server: NextServer }
  | { readonly kind: 'mx' }
  /** To others, while nobody is named to take it. */
  | { readonly kind: 'nobody' };

export function routesOf({ primaries, outbound }: MailRoutes): readonly Route[] {
  return [
    ...Array.from(primaries, ([domain, server]): Route => {
      return { kind: 'primary', domain: domain === '' ? null : domain, server };
    }),
    { kind: 'local' },
    outbound.kind === 'none' ? { kind: 'nobody' } : outbound,
  ];
}

export function routeDirection({ kind }: Route): DeliveryDirection {
  return kind === 'primary' ? 'inbound' : 'outbound';
}

/** Whether mail for this domain of ours is passed on at all. */
export function hasPrimary({ primaries }: MailRoutes, domain: string): boolean {
  return primaries.has(domain) || primaries.has('');
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

export function serverName({ host, port }: Pick<NextServer, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}
