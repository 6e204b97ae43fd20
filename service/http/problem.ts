/** From anything thrown to a problem document (RFC 9457): what is wrong, where, and nothing of how we are built. */
import { STATUS_CODES } from 'node:http';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { NAME_OF_STATUS, type NamedProblem } from '../../shared/http/problem-names.ts';
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
  misdirected: 421,
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
    const code = error.code === 'disk-full' ? 'disk-full' : 'disk-error';
    return { ...answer(503, { code }, detail), headers: retryAfter(STORAGE_RETRY_SECONDS), ours: true };
  }
  if (hasZodFastifySchemaValidationErrors(error)) return fromSchema(error);
  const status = clientStatusOf(error);
  if (status !== null && error instanceof Error)
    return answer(status, { code: NAME_OF_STATUS[status] ?? 'bad-request' }, error.message);
  const internal = answer(500, { code: 'internal-error' }, 'the service failed; the error is in its log');
  return { ...internal, ours: true };
}

function fromRefusal(refusal: Refusal): ProblemAnswer {
  const { kind, named, message, errors, retryAfterMs } = refusal;
  const headers = {
    ...(retryAfterMs === null ? {} : retryAfter(Math.ceil(retryAfterMs / 1000))),
    ...(kind === 'not-authenticated' ? { 'www-authenticate': 'Bearer' } : {}),
  };
  return { ...answer(STATUS_OF[kind], named, message, errors), headers };
}

interface SchemaError {
  readonly validation: readonly {
    readonly instancePath: string;
    readonly keyword: string;
    readonly message?: string | undefined;
    /** The rest of what zod says of it. */
    readonly params: Readonly<Record<string, unknown>>;
  }[];
  readonly validationContext?: string | undefined;
}

/** Fields of the body are 422 (interfaces 2); a query or path that makes no sense is 400. */
function fromSchema({ validation, validationContext }: SchemaError): ProblemAnswer {
  const inBody = validationContext === 'body';
  const errors = validation.map((issue) => ({
    pointer: issue.instancePath === '/' ? '' : issue.instancePath,
    ...nameOf(issue),
    message: issue.message ?? 'is not valid',
  }));
  const where = inBody ? 'some fields cannot be accepted' : 'the address of the request is not valid';
  return inBody
    ? answer(422, { code: 'invalid' }, where, errors)
    : answer(400, { code: 'bad-request' }, where, errors);
}

function nameOf({ keyword, message = '', params }: SchemaError['validation'][number]): NamedProblem {
  const { values, origin, maximum } = params;
  if (keyword === 'invalid_type')
    return { code: message.includes('received undefined') ? 'required' : 'wrong-type' };
  if (keyword === 'invalid_value')
    return { code: 'not-allowed', allowed: Array.isArray(values) ? values.map(String) : [] };
  if (keyword === 'too_big' && origin === 'array' && typeof maximum === 'number')
    return { code: 'too-many', limit: maximum };
  return { code: keyword === 'too_big' || keyword === 'too_small' ? 'out-of-range' : 'invalid' };
}

function answer(
  status: number,
  named: NamedProblem,
  detail: string,
  errors: readonly FieldProblem[] = [],
): ProblemAnswer {
  const title = STATUS_CODES[status] ?? 'Error';
  const body = { type: 'about:blank', title, status, detail, ...named };
  return { body: errors.length > 0 ? { ...body, errors: [...errors] } : body, headers: {}, ours: false };
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
