/** Refusals of whole HTTP requests that JMAP has no name of its own for (RFC 7807). */
import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';

export function problem(reply: FastifyReply, status: number, detail?: string): FastifyReply {
  const body = { type: 'about:blank', status, title: STATUS_CODES[status] };
  return reply
    .code(status)
    .type('application/problem+json')
    .send(detail === undefined ? body : { ...body, detail });
}
