/** The SMTP side of the gateway: smtp-server speaks the protocol, this file answers it and keeps the limits. */
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import type { Stop } from '../../shared/lib/emitter.ts';
import type { Delivery } from '../mailbox/message-file.ts';
import type { Recipients } from '../mailbox/ports.ts';
import * as limits from './limits.ts';
import { receiveMessage, type ReceivePorts } from './receive.ts';
import { deliveryTo } from './recipients.ts';
import { REFUSALS, refusalFor } from './refusal.ts';
import { replyWatch } from './reply-watch.ts';
import { createSessionWatch, type SessionWatch } from './session-watch.ts';

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
  /** Without one there is no STARTTLS. */
  readonly certificate?: Certificate;
}

const NEVER_SPOKEN = ['AUTH', 'XCLIENT', 'XFORWARD', 'WIZ', 'SHELL', 'KILL'];

export function createSmtpServer(ports: GatewayPorts, options: GatewayOptions): SMTPServer {
  const watch = createSessionWatch();
  const deadlines = new Map<string, Stop>();
  // Made below; handlers run only once it listens.
  const hangUp = (sessionId: string, message: string): void => {
    for (const connection of server.connections)
      if (connection.id === sessionId) connection.send(421, message);
  };
  const server = new SMTPServer({
    ...protocolOptions(options, ports.maxMessageBytes ?? limits.MAX_MESSAGE_BYTES),
    logger: replyWatch(watch, (sessionId) => hangUp(sessionId, '4.7.0 Too many errors or commands, goodbye')),
    onConnect: (session, callback) => {
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
    ...transactionHandlers(ports, options.serverName, watch),
  });
  // Of single connections: clients that reset, handshakes that fail. The session is over, the server is not.
  server.on('error', ports.failed);
  return server;
}

function protocolOptions(options: GatewayOptions, maxMessageBytes: number): SMTPServerOptions {
  const withoutTls = options.certificate === undefined;
  return {
    name: options.serverName,
    disabledCommands: withoutTls ? [...NEVER_SPOKEN, 'STARTTLS'] : NEVER_SPOKEN,
    hideSTARTTLS: withoutTls,
    authOptional: true,
    disableReverseLookup: true,
    size: maxMessageBytes,
    maxCommandLength: limits.MAX_COMMAND_BYTES,
    maxClients: limits.MAX_CONNECTIONS,
    socketTimeout: limits.IDLE_TIMEOUT_MS,
    closeTimeout: limits.DRAIN_MS,
    ...options.certificate,
  };
}

function transactionHandlers(
  ports: GatewayPorts,
  serverName: string,
  watch: SessionWatch,
): SMTPServerOptions {
  // Per session, in the order of the commands; a new transaction starts anew.
  const deliveries = new WeakMap<
    SMTPServerSession,
    { transaction: number; byAddress: Map<string, Delivery> }
  >();
  const named = (session: SMTPServerSession): Map<string, Delivery> => {
    const known = deliveries.get(session);
    if (known?.transaction === session.transaction) return known.byAddress;
    const byAddress = new Map<string, Delivery>();
    deliveries.set(session, { transaction: session.transaction, byAddress });
    return byAddress;
  };
  const answer = (callback: (error?: Error | null) => void, run: () => Promise<void>): void => {
    run().then(
      () => callback(),
      (error: unknown) => {
        const refusal = refusalFor(error);
        if (refusal !== error) ports.failed(error);
        callback(refusal);
      },
    );
  };
  return {
    onMailFrom: (_address, session, callback) => {
      deliveries.delete(session);
      callback();
    },
    onRcptTo: ({ address }, session, callback) =>
      answer(callback, async () => {
        const byAddress = named(session);
        if (!isAscii(address) && session.envelope.smtpUtf8 !== true) throw REFUSALS.needsSmtpUtf8();
        if (session.envelope.rcptTo.length >= limits.MAX_RECIPIENTS) throw REFUSALS.tooManyRecipients();
        byAddress.set(address.toLowerCase(), await deliveryTo(ports.recipients, address, ports.nowMs()));
      }),
    onData: (stream, session, callback) =>
      answer(callback, async () => {
        const sender = session.envelope.mailFrom;
        const incoming = {
          sender: sender === false ? '' : sender.address,
          deliveries: session.envelope.rcptTo.flatMap(
            ({ address }) => named(session).get(address.toLowerCase()) ?? [],
          ),
          helo: session.hostNameAppearsAs,
          remoteAddress: session.remoteAddress,
          serverName,
          protocol: session.transmissionType,
          atMs: ports.nowMs(),
        };
        const id = await receiveMessage(ports, incoming, stream as AsyncIterable<Uint8Array>);
        watch.accepted(session.id);
        ports.accepted(id);
      }),
  };
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}
