/** Answers with JSON that is written a piece at a time, and whose items are not held against its schema one by one: that is for the tests. */
import type { FastifyReply } from 'fastify';
import { bodyOf, jsonPieces } from '../json-text.ts';

export async function sendLargeJson(reply: FastifyReply, value: object): Promise<FastifyReply> {
  return reply.type('application/json; charset=utf-8').send(bodyOf(await jsonPieces(value)));
}
