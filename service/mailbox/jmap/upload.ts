/** Uploads over HTTP: bytes come in as a stream and answer with their blob (RFC 8620 section 6.1). */
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MailboxUser } from '../ports.ts';
import type { Uploads } from '../uploads.ts';
import { RequestError } from './core/errors.ts';
import { CORE_LIMITS } from './core/limits.ts';
import { userOf } from './enter.ts';
import { problem } from './problem.ts';
import { PATHS } from './session.ts';
import { createTurnstile } from './turnstile.ts';

export interface UploadRouteNeeds {
  readonly uploads: Pick<Uploads, 'take'>;
}

/** Its own scope: here a body is a stream, whatever its type. */
export async function registerUpload(scope: FastifyInstance, needs: UploadRouteNeeds): Promise<void> {
  const turnstile = createTurnstile(CORE_LIMITS.maxConcurrentUpload);
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  scope.post<{ Params: { accountId: string } }>(
    PATHS.upload,
    { bodyLimit: CORE_LIMITS.maxSizeUpload },
    async (request, reply) => {
      const user = userOf(request);
      const leave = turnstile.enter(user.userId);
      if (leave === null) throw new RequestError('limit', 'too many uploads at once', 'maxConcurrentUpload');
      try {
        return await take(needs, user, request, reply);
      } finally {
        leave();
      }
    },
  );
}

async function take(
  { uploads }: UploadRouteNeeds,
  user: MailboxUser,
  request: FastifyRequest<{ Params: { accountId: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { accountId } = request.params;
  const account = user.accounts.find((candidate) => candidate.accountId === accountId);
  if (account === undefined || account.readOnly) return problem(reply, account === undefined ? 404 : 403);
  const type = request.headers['content-type'] ?? 'application/octet-stream';
  const body = request.body as Readable | undefined;
  const outcome = await uploads.take(accountId, type, body ?? emptyBody());
  if (outcome.kind === 'too-large')
    throw new RequestError('limit', 'the upload is too large', 'maxSizeUpload', 413);
  if (outcome.kind === 'over-quota') return problem(reply, 507);
  return reply.code(201).send({ accountId, ...outcome.upload });
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}
