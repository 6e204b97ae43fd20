/** Honours `Idempotency-Key` on every POST that makes something (IETF draft-ietf-httpapi-idempotency-key-header). */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../access/principal.ts';
import type { App } from '../http/app-type.ts';
import { Refusal } from '../refusal.ts';
import type { Idempotency, Question } from './idempotency.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What is to be answered once; null: nothing asks for that. */
    question: Question | null;
  }
}

/** What a client makes up, a UUID mostly. */
const KEY = /^[\x21-\x7e]{1,255}$/u;
/** Of the first answer; the others are made anew. */
const KEPT_HEADERS = ['location', 'etag', 'content-type'] as const;

/** Told once: a repeated answer has null in its place, and the database has never had it. */
const TOLD_ONCE = 'secret';

/** Below `/api/v1`. API tokens are not among them: their answers hold what is kept nowhere. */
const CREATES = new Set(['/events', '/groups', '/users', '/webhooks', '/webhooks/:id/test']);

export function honourIdempotencyKeys(scope: App, idempotency: Idempotency): void {
  scope.decorateRequest('question', null);
  scope.addHook('preHandler', async (request, reply) => {
    const question = questionOf(request, scope.prefix);
    if (question === null) return;
    const answer = await idempotency.begin(question);
    if (answer === null) request.question = question;
    else await replay(reply, answer);
  });
  scope.addHook('onSend', async ({ question }, reply, payload) => {
    if (question === null) return;
    const isKept = reply.statusCode < 300 && typeof payload === 'string';
    await idempotency.finish(question, isKept ? answerOf(reply, payload) : null);
  });
}

function questionOf(request: FastifyRequest, prefix: string): Question | null {
  const { method, headers, routeOptions, body } = request;
  const key = headers['idempotency-key'];
  const route = routeOptions.url?.slice(prefix.length) ?? '';
  if (key === undefined || method !== 'POST' || !CREATES.has(route)) return null;
  if (typeof key === 'string' && KEY.test(key))
    return { actor: actorOf(request), key, route: request.url, body: body ?? null };
  throw new Refusal(
    'bad-request',
    'bad-idempotency-key',
    'Idempotency-Key must be 1 to 255 printable characters',
  );
}

function answerOf(reply: FastifyReply, body: string): Parameters<Idempotency['finish']>[1] {
  const headers = KEPT_HEADERS.flatMap((name): [string, string][] => {
    const value = reply.getHeader(name);
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return { status: reply.statusCode, headers: Object.fromEntries(headers), body: withoutSecret(body) };
}

function withoutSecret(body: string): string {
  const answer = JSON.parse(body) as object;
  return TOLD_ONCE in answer ? JSON.stringify({ ...answer, [TOLD_ONCE]: null }) : body;
}

async function replay(
  reply: FastifyReply,
  { status, headers, body }: { status: number; headers: Record<string, string>; body: string },
): Promise<void> {
  await reply
    .code(status)
    .headers({ ...headers, 'idempotency-replayed': 'true' })
    .serializer((text: string) => text)
    .send(body);
}
