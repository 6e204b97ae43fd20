/** Puts the connections of an HTTP server among the strangers until their requests, or their device, have proven who they are. */
import type { IncomingMessage, Server } from 'node:http';
import { Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { App } from '../http/app-type.ts';
import type { ClientAddress } from '../http/client-address.ts';
import { networkOf } from '../network-of.ts';
import type { Strangers } from './strangers.ts';

/**
 * To be called before the server listens. A connection is its peer's until a request on it says, by a trusted proxy, whose
 * it is: or one stranger behind the proxy had the places of everybody there.
 */
export function watchServer(server: Server, strangers: Strangers, clientAddress: ClientAddress): void {
  const take = (socket: Socket): void => {
    if (!strangers.enter(socket, networkOf(socket.remoteAddress ?? ''))) {
      socket.destroy();
      return;
    }
    socket.once('close', () => strangers.leave(socket));
  };
  const say = (request: IncomingMessage): void => {
    if (!strangers.isFrom(request.socket, networkOf(clientAddress(request)))) request.socket.destroy();
  };
  server.on('connection', take);
  // Before whoever answers.
  for (const event of ['request', 'upgrade'] as const) server.prependListener(event, say);
  if (server instanceof HttpsServer) giveOver(server, strangers, take);
}

/** With TLS requests know another socket than the one that came in: once the handshake is done, that one has the place. */
function giveOver(server: Server, strangers: Strangers, take: (socket: Socket) => void): void {
  const handshaking = new Map<string, Socket>();
  server.on('connection', (socket: Socket) => {
    const peer = peerOf(socket);
    handshaking.set(peer, socket);
    socket.once('close', () => {
      if (handshaking.get(peer) === socket) handshaking.delete(peer);
    });
  });
  server.on('secureConnection', (socket: Socket) => {
    const below = handshaking.get(peerOf(socket));
    if (below !== undefined) strangers.leave(below);
    take(socket);
  });
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress ?? ''} ${String(remotePort)}`;
}

/** To be called before any guarded scope is added: it looks after the guards have let somebody in. */
export function knowWhoIsIn(app: App, strangers: Strangers): void {
  app.addHook('preParsing', async (request) => {
    if (isKnown(request)) strangers.leave(request.raw.socket);
  });
}

function isKnown({ principal, mailboxSignIn }: Partial<Pick<FastifyRequest, 'principal' | 'mailboxSignIn'>>) {
  return (principal ?? mailboxSignIn ?? null) !== null;
}
