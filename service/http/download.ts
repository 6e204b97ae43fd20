/** Answers with a file that is made while it is sent. */
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { createSlice } from '../loop-turns.ts';

export function download(
  reply: FastifyReply,
  fileName: string,
  type: string,
  parts: AsyncIterable<string>,
): FastifyReply {
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .send(Readable.from(gathered(parts)));
}

/** To send each line by itself costs more than to make it. */
const GATHERED_CHARACTERS = 32 * 1024;

async function* gathered(parts: AsyncIterable<string>): AsyncGenerator<string> {
  const slice = createSlice();
  let text = '';
  for await (const part of parts) {
    text += part;
    if (text.length < GATHERED_CHARACTERS) continue;
    yield text;
    text = '';
    await slice.rest();
  }
  yield text;
}
