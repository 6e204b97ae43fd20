/** The SMTP side of the gateway: smtp-server speaks the protocol, this file answers it and keeps the limits. */
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Stop } from '../../shared/lib/emitter.ts';
import type { Recipients } from '../mailbox/ports.ts';
import { adaptConnection } from './adapt-connection.ts';
import * as limits from './limits.ts';
import type { ReceivePorts } from './receive.ts';
import { REFUSALS } from './refusal.ts';
import { replyWatch } from './reply-watch.ts';
import { createRush } from './rush.ts';
import { createSessionWatch } from './session-watch.ts';
import { transactionHandlers } from './transaction.ts';

export interface Certificate {
  readonly key: string | Buffer;
  readonly cert: string | Buffer;
}

export interface GatewayPorts extends ReceivePorts {
  readonly recipients: Recipients;
  readonly nowMs: () => number;
  readonly schedule: (delayMs: number, run: () => void) => Stop;
  /** The message is durable and will be answered with 250. */
  readonly accepted: (id: string) => void;
  readonly failed: (error: unknown) => void;
}

export interface GatewayOptions {
  /** As the gateway calls itself. */
  readonly serverName: string;
  /** By which it knows mail that comes round again. */
  readonly serviceId?: string;
  /** Without one there is no STARTTLS. */
  readonly certificate?: Certificate;
  /** For tests: the RFC's five minutes otherwise. */
  readonly idleTimeoutMs?: number;
}

const NEVER_SPOKEN = ['AUTH', 'XCLIENT', 'XFORWARD', 'WIZ', 'SHELL', 'KILL'];

export interface SmtpServer {
  readonly server: SMTPServer;
  /** Takes no more connections; who is sending a message may finish it, for `DRAIN_MS` at most (G44). */
  readonly drain: () => Promise<void>;
  /** For sessions that begin from now on. */
  readonly renewCertificate: (certificate: Certificate) => void;
  /** Resolves when there is no rush, or when what is to be done has waited for one for `RUSH_PATIENCE_MS`. */
  readonly afterRush: (waitedMs: number) => Promise<void>;
}

export function createSmtpServer(ports: GatewayPorts, options: GatewayOptions): SmtpServer {
  const watch = createSessionWatch();
  const deadlines = new Map<string, Stop>();
  const sending = new Set<string>();
  const rush = createRush(() => sending.size >= limits.RUSH_SESSIONS, ports.schedule);
  let draining = false;
  // The server is made below; handlers run only once it listens.
  const hangUp = (sessionId: string, message: string): void => {
    for (const connection of server.connections) {
      if (connection.id === sessionId) connection.send(421, message);
    }
  };
  const server = new SMTPServer({
    ...protocolOptions(options, ports.maxMessageBytes ?? limits.MAX_MESSAGE_BYTES),
    logger: replyWatch(watch, (sessionId) => hangUp(sessionId, '4.7.0 Too many errors or commands, goodbye')),
    onConnect: (session, callback) => {
      adaptConnection(server, session.id);
      if (!watch.opened(session.id, session.remoteAddress)) return callback(REFUSALS.tooManyConnections());
      const endSession = (): void => hangUp(session.id, '4.4.2 The session has lasted too long');
      deadlines.set(session.id, ports.schedule(limits.MAX_SESSION_MS, endSession));
      callback();
    },
    onClose: (session) => {
      watch.closed(session.id);
      deadlines.get(session.id)?.();
      deadlines.delete(session.id);
    },
    ...transactionHandlers(ports, options, {
      started: (sessionId) => {
        sending.add(sessionId);
        rush.look();
      },
      accepted: watch.accepted,
      answered: (sessionId) => {
        sending.delete(sessionId);
        rush.look();
        if (draining) hangUp(sessionId, SHUTTING_DOWN);
      },
    }),
  });
  // Of single connections: clients that reset, handshakes that fail. The session is over, the server is not.
  server.on('error', ports.failed);
  return {
    server,
    renewCertificate: (certificate) => {
      server.updateSecureContext(certificate);
    },
    // A wall clock may be set back meanwhile.
    afterRush: (waitedMs) => rush.isOver(limits.RUSH_PATIENCE_MS - Math.max(0, waitedMs)),
    drain: () =>
      new Promise((resolve) => {
        draining = true;
        server.close(resolve);
        for (const { id } of server.connections) if (!sending.has(id)) hangUp(id, SHUTTING_DOWN);
      }),
  };
}

const SHUTTING_DOWN = '4.3.2 The service is shutting down, try again soon';

function protocolOptions(options: GatewayOptions, maxMessageBytes: number): SMTPServerOptions {
  const withoutTls = options.certificate === undefined;
  return {
    name: options.serverName,
    disabledCommands: withoutTls ? [...NEVER_SPOKEN, 'STARTTLS'] : NEVER_SPOKEN,
    hideSTARTTLS: withoutTls,
    hideENHANCEDSTATUSCODES: false,
    // What is passed on would have to keep these promises too.
    hideDSN: true,
    hideREQUIRETLS: true,
    authOptional: true,
    disableReverseLookup: true,
    size: maxMessageBytes,
    maxCommandLength: limits.MAX_COMMAND_BYTES,
    maxClients: limits.MAX_CONNECTIONS,
    socketTimeout: options.idleTimeoutMs ?? limits.IDLE_TIMEOUT_MS,
    closeTimeout: limits.DRAIN_MS,
    ...options.certificate,
  };
}
