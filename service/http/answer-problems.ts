/** Every error leaves the server as a problem document, and only ours go to the log. */
import type { FastifyReply } from 'fastify';
import { PROBLEM_CONTENT_TYPE } from '../../shared/http/problem.ts';
import { notFound } from '../refusal.ts';
import type { App } from './app-type.ts';
import { problemOf } from './problem.ts';

export function answerProblems(app: App): void {
  app.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.ours) request.log.error({ err: error }, 'a request failed');
    return send(reply, problem);
  });
  app.setNotFoundHandler((_request, reply) => send(reply, problemOf(notFound('resource'))));
}

/** For what the framework refuses before any route is looked for: an address that is not percent-encoded as it must be. */
export function answerFrameworkError(error: Error, _request: unknown, reply: FastifyReply): void {
  void send(reply, problemOf(error));
}

/** For what is answered without being thrown: scopes have error handlers of their own. */
export function sendProblem(reply: FastifyReply, error: unknown): FastifyReply {
  return send(reply, problemOf(error));
}

function send(reply: FastifyReply, { body, headers }: ReturnType<typeof problemOf>): FastifyReply {
  return reply
    .code(body.status)
    .headers(headers)
    .type(PROBLEM_CONTENT_TYPE)
    .serializer((text: string) => text)
    .send(JSON.stringify(body));
}
