/** From anything thrown to a problem document (RFC 9457): what is wrong, where, and nothing of how we are built. */
import { STATUS_CODES } from 'node:http';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Problem } from '../../shared/http/problem.ts';
import { Refusal, type FieldProblem, type RefusalKind } from '../refusal.ts';
import { StorageError } from '../storage/storage-error.ts';

const STATUS_OF: Readonly<Record<RefusalKind, number>> = {
  'bad-request': 400,
  'not-authenticated': 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'precondition-failed': 412,
  invalid: 422,
  'too-many-attempts': 429,
};

/** A full or broken disk may be well again by then. */
const STORAGE_RETRY_SECONDS = 30;

export interface ProblemAnswer {
  readonly body: Problem;
  readonly headers: Readonly<Record<string, string>>;
  /** Something of ours is broken: the log should have the error itself. */
  readonly ours: boolean;
}

export function problemOf(error: unknown): ProblemAnswer {
  if (error instanceof Refusal) return fromRefusal(error);
  if (error instanceof StorageError) {
    const detail = 'nothing can be stored at the moment; what was asked was not done';
    return { ...answer(503, error.code, detail), headers: retryAfter(STORAGE_RETRY_SECONDS), ours: true };
  }
  if (hasZodFastifySchemaValidationErrors(error)) return fromSchema(error);
  const status = clientStatusOf(error);
  if (status !== null && error instanceof Error) return answer(status, codeOf(status), error.message);
  return { ...answer(500, 'internal-error', 'the service failed; the error is in its log'), ours: true };
}

function fromRefusal(refusal: Refusal): ProblemAnswer {
  const { kind, code, message, errors, retryAfterMs } = refusal;
  const headers = {
    ...(retryAfterMs === null ? {} : retryAfter(Math.ceil(retryAfterMs / 1000))),
    ...(kind === 'not-authenticated' ? { 'www-authenticate': 'Bearer' } : {}),
  };
  return { ...answer(STATUS_OF[kind], code, message, errors), headers };
}

interface SchemaError {
  readonly validation: readonly {
    readonly instancePath: string;
    readonly keyword: string;
    readonly message?: string | undefined;
  }[];
  readonly validationContext?: string | undefined;
}

/** Fields of the body are 422 (interfaces 2); a query or path that makes no sense is 400. */
function fromSchema({ validation, validationContext }: SchemaError): ProblemAnswer {
  const inBody = validationContext === 'body';
  const errors = validation.map(({ instancePath, keyword, message = '' }) => ({
    pointer: instancePath === '/' ? '' : instancePath,
    code: fieldCodeOf(keyword, message),
    message: message === '' ? 'is not valid' : message,
  }));
  const where = inBody ? 'some fields cannot be accepted' : 'the address of the request is not valid';
  return inBody ? answer(422, 'invalid', where, errors) : answer(400, 'bad-request', where, errors);
}

function fieldCodeOf(keyword: string, message: string): string {
  if (keyword === 'invalid_type') return message.includes('received undefined') ? 'required' : 'wrong-type';
  if (keyword === 'invalid_value') return 'not-allowed';
  return keyword === 'too_big' || keyword === 'too_small' ? 'out-of-range' : 'invalid';
}

function answer(
  status: number,
  code: string,
  detail: string,
  errors: readonly FieldProblem[] = [],
): ProblemAnswer {
  const title = STATUS_CODES[status] ?? 'Error';
  const fields = errors.map(({ choices, ...error }) => ({
    ...error,
    ...(choices === undefined ? {} : { choices: [...choices] }),
  }));
  const body = { type: 'about:blank', title, status, detail, code };
  return { body: fields.length > 0 ? { ...body, errors: fields } : body, headers: {}, ours: false };
}

function codeOf(status: number): string {
  return (STATUS_CODES[status] ?? 'error').toLowerCase().replaceAll(' ', '-');
}

/** Errors of the HTTP server itself about the request: too large, no JSON, wrong media type. */
function clientStatusOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  const { statusCode } = error;
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : null;
}

function retryAfter(seconds: number): Readonly<Record<string, string>> {
  return { 'retry-after': String(Math.max(1, seconds)) };
}
