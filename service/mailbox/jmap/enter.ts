/** The door of every JMAP route: who it is, or the answer to who may not come in. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { MailboxDoor, MailboxUser, SignedIn } from '../ports.ts';
import { problem } from './problem.ts';

/** Answers by itself, and returns null, when there is nobody to answer to. */
export async function enter(
  door: Pick<MailboxDoor, 'signIn'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<SignedIn | null> {
  const outcome = await door.signIn(request.headers.authorization, request.ip);
  if (outcome.kind === 'signed-in') return outcome;
  if (outcome.kind === 'refused')
    reply.header('www-authenticate', 'Bearer realm="mailbox", Basic realm="mailbox", charset="UTF-8"');
  else reply.header('retry-after', String(Math.ceil(outcome.retryAfterMs / 1000)));
  await problem(reply, outcome.kind === 'refused' ? 401 : 429);
  return null;
}

export async function enterAs(
  door: Pick<MailboxDoor, 'signIn'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<MailboxUser | null> {
  return (await enter(door, request, reply))?.user ?? null;
}
