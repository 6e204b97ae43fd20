/** Which bodies are read: JSON in plain, of bounded size, depth and number of values; anything else is refused before it is looked at. */
import type { FastifyRequest } from 'fastify';
import { jsonExcess, MAX_JSON_DEPTH, MAX_JSON_VALUES } from '../json-bounds.ts';
import { atRest } from '../loop-turns.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { App } from './app-type.ts';

/** A continuity event with every text at its longest is a tenth of this. */
export const MAX_BODY_BYTES = 256 * 1024;

/** Of who has not said yet who they are: an address, a password and a key at their longest. */
export const STRANGERS_BODY_BYTES = 16 * 1024;

class UnsupportedEncoding extends Error {
  readonly statusCode = 415;
}

/** Hooks of routes that say who may ask run before all of this: a stranger's body is not read. */
export function parseBodies(app: App): void {
  // A form or a page without scripting can send text/plain across sites, JSON it cannot.
  app.removeContentTypeParser(['text/plain', 'application/json']);
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    // Actions like End Now have nothing to say, and clients announce JSON all the same.
    if (body.length === 0) done(null, undefined);
    else
      void atRest().then(() => {
        const refusal = refusalOf(body);
        if (refusal === null) void parseJson(request, body.toString('utf8'), done);
        else done(refusal);
      });
  });
  app.addHook('preParsing', async (request) => {
    if (request.is404) throw notFound('resource');
    refuseEncoded(request);
  });
}

function refusalOf(body: Buffer): Refusal | null {
  switch (jsonExcess(body)) {
    case 'too-deep':
      return tooMuch('json-too-deep', MAX_JSON_DEPTH, 'levels of JSON');
    case 'too-many-values':
      return tooMuch('json-too-many-values', MAX_JSON_VALUES, 'values');
    case null:
      return null;
  }
}

function tooMuch(code: 'json-too-deep' | 'json-too-many-values', limit: number, of: string): Refusal {
  return new Refusal('bad-request', { code, limit }, `the body has more than ${String(limit)} ${of}`);
}

function refuseEncoded({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return;
  throw new UnsupportedEncoding('encoded bodies are not accepted');
}
