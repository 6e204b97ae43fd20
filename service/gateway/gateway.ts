/** The mail gateway: accepts mail by SMTP for the organisation, durable before it is answered, and hands it to the mailboxes. */
import type { AddressInfo } from 'node:net';
import { createSmtpServer, type GatewayOptions, type GatewayPorts, type SmtpServer } from './smtp-server.ts';

export interface Gateway {
  /** Port 0: any free one. Resolves with where it listens. */
  readonly listen: (host: string, port: number) => Promise<{ readonly host: string; readonly port: number }>;
  /** Takes no more connections; messages under way may finish, for `DRAIN_MS` at most. */
  readonly drain: () => Promise<void>;
  readonly connections: () => number;
  readonly renewCertificate: SmtpServer['renewCertificate'];
  /** Resolves when accepting mail leaves time for other work; before long in any case. */
  readonly afterRush: (waitedMs: number) => Promise<void>;
}

/** How many connections the system holds back for us at once (performance, "What follows for the design"). */
const BACKLOG = 4096;

export function createGateway(ports: GatewayPorts, options: GatewayOptions): Gateway {
  const { server, drain, afterRush, renewCertificate } = createSmtpServer(ports, options);
  return {
    afterRush,
    renewCertificate,
    connections: () => server.connections.size,
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.server.once('error', reject);
        server.listen({ host, port, backlog: BACKLOG }, () => {
          server.server.off('error', reject);
          const { port: bound } = server.server.address() as AddressInfo;
          resolve({ host, port: bound });
        });
      }),
    drain,
  };
}
