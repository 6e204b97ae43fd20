/** Turns whatever a request threw into a problem document; what is not expected is logged and told only as a number. */
import type { FastifyBaseLogger, FastifyError, FastifyInstance } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { StorageError } from '../storage/storage-error.ts';
import { Problem, unprocessable } from './problem.ts';

const CONTENT_TYPE = 'application/problem+json';

export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const problem = problemOf(error, request.log);
    return reply
      .code(problem.status)
      .headers(problem.headers)
      .type(CONTENT_TYPE)
      .send(JSON.stringify(problem.document));
  });
  app.setNotFoundHandler((_request, reply) => {
    const { status, document } = new Problem(404, 'There is nothing at this address.');
    return reply.code(status).type(CONTENT_TYPE).send(JSON.stringify(document));
  });
}

function problemOf(error: FastifyError, log: FastifyBaseLogger): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error))
    return ofValidation(error.validation, error.validationContext);
  if (error instanceof StorageError) return ofStorage(error);
  if (error.statusCode !== undefined && error.statusCode < 500)
    return new Problem(error.statusCode, error.message);
  log.error({ err: error }, 'a request failed');
  return new Problem(500, 'The request failed here; the service has noted why.');
}

interface ValidationIssue {
  readonly instancePath: string;
  readonly keyword: string;
  readonly message?: string | undefined;
}

/** A body is refused by its fields (422); an address or a query as a whole (400). */
function ofValidation(issues: readonly ValidationIssue[], context: string | undefined): Problem {
  const errors = issues.map(({ instancePath, keyword, message }) => ({
    pointer: instancePath,
    code: keyword.replaceAll('_', '-'),
    message: message ?? 'is not valid',
  }));
  if (context === 'body') return unprocessable(errors);
  const [first] = errors;
  const detail =
    first === undefined ? 'The request is not valid.' : `${first.pointer.slice(1)}: ${first.message}`;
  return new Problem(400, detail, { errors });
}

function ofStorage(error: StorageError): Problem {
  return error.code === 'disk-full'
    ? new Problem(507, 'There is no room left to store this; nothing was changed.', { code: error.code })
    : new Problem(503, 'The data folder cannot be used now; nothing was changed.', { code: error.code });
}
