/** Answers with a file that is made while it is sent. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

export function download(
  reply: FastifyReply,
  fileName: string,
  type: string,
  parts: AsyncIterable<string>,
): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .send(Readable.from(parts));
}
