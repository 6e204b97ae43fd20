/** Puts the connections of an HTTP server among the strangers until their requests, or their device, have proven who they are. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { App } from '../http/app-type.ts';
import { networkOf } from '../network-of.ts';
import type { Strangers } from './strangers.ts';

/** To be called before the server listens. */
export function watchServer(server: Server, strangers: Strangers): void {
  server.on('connection', (socket: Socket) => {
    if (!strangers.enter(socket, networkOf(socket.remoteAddress ?? ''))) {
      socket.destroy();
      return;
    }
    socket.once('close', () => strangers.leave(socket));
  });
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
