/** The door of every JMAP route: who it is, or the answer to who may not come in; before anything of the body is read. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MailboxDoor, MailboxUser, SignedIn } from '../ports.ts';
import { problem } from './problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** null: not a route of JMAP. */
    mailboxSignIn: SignedIn | null;
  }
}

/** To be called before any route is added to `scope`. */
export function guardMailboxes(scope: FastifyInstance, door: Pick<MailboxDoor, 'signIn'>): void {
  scope.decorateRequest('mailboxSignIn', null);
  scope.addHook('onRequest', async (request, reply) => {
    const outcome = await door.signIn(request.headers.authorization, request.clientAddress);
    if (outcome.kind !== 'signed-in') return refuse(outcome, reply);
    request.mailboxSignIn = outcome;
  });
}

function refuse(
  outcome: Exclude<Awaited<ReturnType<MailboxDoor['signIn']>>, SignedIn>,
  reply: FastifyReply,
): FastifyReply {
  if (outcome.kind === 'too-many-attempts')
    return problem(reply.header('retry-after', String(Math.ceil(outcome.retryAfterMs / 1000))), 429);
  const challenge = 'Bearer realm="mailbox", Basic realm="mailbox", charset="UTF-8"';
  return problem(reply.header('www-authenticate', challenge), 401);
}

/** Whom the guard let in. */
export function signedInOf({ mailboxSignIn }: FastifyRequest): SignedIn {
  if (mailboxSignIn === null) throw new Error('a route of JMAP is not guarded');
  return mailboxSignIn;
}

export function userOf(request: FastifyRequest): MailboxUser {
  return signedInOf(request).user;
}
