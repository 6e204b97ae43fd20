/** Which bodies are read: JSON in plain, of bounded size; anything else is refused before it is looked at. */
import type { FastifyRequest } from 'fastify';
import type { App } from './app-type.ts';

/** A continuity event with every text at its longest is a tenth of this. */
export const MAX_BODY_BYTES = 256 * 1024;

class UnsupportedEncoding extends Error {
  readonly statusCode = 415;
}

export function parseBodies(app: App): void {
  // A form or a page without scripting can send text/plain across sites, JSON it cannot.
  app.removeContentTypeParser(['text/plain', 'application/json']);
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Actions like End Now have nothing to say, and clients announce JSON all the same.
    if (body === '') done(null, undefined);
    else void parseJson(request, body, done);
  });
  app.addHook('onRequest', async (request) => refuseEncoded(request));
}

function refuseEncoded({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return;
  throw new UnsupportedEncoding('encoded bodies are not accepted');
}
