/** JMAP over HTTP: session, API, download, upload (RFC 8620). Mounted under its own prefix-less paths by the service's app. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bodyOf } from '../../json-text.ts';
import { atRest, type Slice } from '../../loop-turns.ts';
import type { MailboxDoor, MailboxUser } from '../ports.ts';
import type { Uploads } from '../uploads.ts';
import { dispatch } from './core/dispatch.ts';
import { problemOf, RequestError } from './core/errors.ts';
import { CORE_LIMITS } from './core/limits.ts';
import { parseJson, parseRequest, type JmapRequest } from './core/request.ts';
import type { MailContext, OwnMail } from './context.ts';
import { readBlob, type BlobPorts } from './download.ts';
import { guardMailboxes, userOf } from './enter.ts';
import type { EventSourceNeeds } from './event-source/event-source.ts';
import { registerEventSource } from './event-source/routes.ts';
import { METHODS } from './methods/all.ts';
import { problem } from './problem.ts';
import { PATHS, sessionObject, sessionState } from './session.ts';
import { createTurnstile } from './turnstile.ts';
import { registerUpload } from './upload.ts';

export interface JmapDeps
  extends BlobPorts, Pick<MailContext, 'outbound' | 'writePath'>, Omit<EventSourceNeeds, 'door'> {
  readonly uploads: Uploads;
  readonly ownMail: Omit<OwnMail, 'readBlob'>;
  readonly door: MailboxDoor;
  /** Where clients reach this service, as one of them asked. */
  readonly originOf: (request: FastifyRequest['raw']) => string;
}

/** Its own scope: its errors are JMAP's, not those of the REST API. */
export function registerJmap(app: FastifyInstance, deps: JmapDeps): void {
  void app.register(async (scope) => {
    scope.setErrorHandler((error: FastifyError, _request, reply) => answerError(error, reply, deps));
    guardMailboxes(scope, deps.door);
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser<Buffer>(
      '*',
      { parseAs: 'buffer', bodyLimit: CORE_LIMITS.maxSizeRequest },
      async (request: FastifyRequest, body: Buffer) => {
        await atRest();
        return readBody(request, body);
      },
    );
    registerSession(scope, deps);
    registerApi(scope, deps);
    registerDownload(scope, deps);
    registerEventSource(scope, deps);
    await scope.register(async (uploads) => registerUpload(uploads, { uploads: deps.uploads }));
  });
}

function readBody({ headers }: FastifyRequest, body: Buffer): unknown {
  const isJson = /^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '');
  if (!isJson) throw new RequestError('notJSON', 'the content type must be application/json');
  return parseJson(body);
}

function registerSession(scope: FastifyInstance, deps: JmapDeps): void {
  scope.get(PATHS.session, async (request, reply) => {
    const user = userOf(request);
    return reply
      .header('cache-control', 'no-cache, no-store, must-revalidate')
      .send(sessionObject(user, deps.originOf(request.raw)));
  });
}

function registerApi(scope: FastifyInstance, deps: JmapDeps): void {
  const turnstile = createTurnstile(CORE_LIMITS.maxConcurrentRequests);
  scope.post(PATHS.api, async (request, reply) => {
    const user = userOf(request);
    const leave = turnstile.enter(user.userId);
    if (leave === null) throw new RequestError('limit', 'too many requests at once', 'maxConcurrentRequests');
    try {
      const answer = await answerOf(parseRequest(request.body), user, deps);
      return await reply.type('application/json; charset=utf-8').send(bodyOf(answer));
    } finally {
      leave();
    }
  });
}

async function answerOf(jmap: JmapRequest, user: MailboxUser, deps: JmapDeps): Promise<readonly Buffer[]> {
  const createdIds = new Map(Object.entries(jmap.createdIds ?? {}));
  const methodResponses = await dispatch(METHODS, jmap, contextsFor(deps, user, createdIds), deps.failed);
  const rest = JSON.stringify({
    ...(jmap.createdIds === undefined ? {} : { createdIds: Object.fromEntries(createdIds) }),
    sessionState: sessionState(user),
  });
  return [Buffer.from('{"methodResponses":'), ...methodResponses, Buffer.from(`,${rest.slice(1)}`)];
}

function contextsFor(
  deps: JmapDeps,
  user: MailboxUser,
  createdIds: Map<string, string>,
): (slice: Slice) => MailContext {
  const { db, writePath, outbound } = deps;
  const nowMs = deps.clock.nowMs();
  const readBlobOf: OwnMail['readBlob'] = (accountId, blobId) => readBlob(deps, accountId, blobId, nowMs);
  const ownMail = { ...deps.ownMail, readBlob: readBlobOf };
  return (slice) => ({ db, user, nowMs, slice, writePath, outbound, createdIds, ownMail });
}

interface DownloadParameters {
  readonly accountId: string;
  readonly blobId: string;
  readonly name: string;
}

function registerDownload(scope: FastifyInstance, deps: JmapDeps): void {
  scope.get<{ Params: DownloadParameters; Querystring: { accept?: string } }>(
    PATHS.download,
    async (request, reply) => {
      const user = userOf(request);
      const { accountId, blobId, name } = request.params;
      const mayRead = user.accounts.some((account) => account.accountId === accountId);
      const blob = mayRead ? await readBlob(deps, accountId, blobId, deps.clock.nowMs()) : null;
      if (blob === null) return problem(reply, 404);
      return (
        reply
          // RFC 8620 would have it kept for a year; but a browser's cache is a copy of mail that nobody guards.
          .header('cache-control', 'no-store')
          // What a stranger sent is never shown by a browser under our name.
          .header(
            'content-disposition',
            `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, '')}`,
          )
          .header('x-content-type-options', 'nosniff')
          .type(safeMediaType(request.query.accept ?? blob.type))
          .send(blob.bytes)
      );
    },
  );
}

function safeMediaType(type: string): string {
  return /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(type) ? type : 'application/octet-stream';
}

function answerError(error: FastifyError | RequestError, reply: FastifyReply, deps: JmapDeps): FastifyReply {
  const known = error instanceof RequestError ? error : tooLarge(error);
  if (known !== null) return reply.code(known.status).type('application/problem+json').send(problemOf(known));
  // Of the HTTP server about the request: an encoded body, a length that is none.
  const { statusCode = 500 } = error as FastifyError;
  if (statusCode >= 400 && statusCode < 500) return problem(reply, statusCode);
  deps.failed(error);
  return problem(reply, 500);
}

function tooLarge(error: FastifyError): RequestError | null {
  return error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'
    ? new RequestError('limit', 'the request is too large', 'maxSizeRequest', 413)
    : null;
}
