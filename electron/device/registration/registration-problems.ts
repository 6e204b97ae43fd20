/** Why a registration was refused, as a code, the field at fault, and when to try again. */
import { z } from 'zod';
import type { CallProblem } from '../../../shared/bridge/calls.ts';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import { failureOfAnswer } from '../../../shared/domain/failure-of-answer.ts';
import type { NetworkFailure } from '../../../shared/domain/network-failure.ts';
import { decodeJson } from '../http-answer.ts';
import { failureMessage } from '../network/failure-message.ts';
import type { HttpAnswer } from '../ports.ts';

const PROBLEMS = {
  'bad-url': { field: 'serviceUrl', message: 'this is not the address of a service' },
  'insecure-url': { field: 'serviceUrl', message: 'the address must begin with https' },
  unreachable: { field: 'serviceUrl', message: 'the service cannot be reached' },
  'unexpected-answer': { field: 'serviceUrl', message: 'the answer is not that of a control service' },
  'wrong-credentials': { field: 'password', message: 'address or password is wrong' },
  'too-many-attempts': { field: null, message: 'too many attempts; wait before the next' },
  'not-valid': { field: null, message: 'the service refused what was sent' },
  'service-trouble': { field: null, message: 'the service has a problem of its own' },
} as const;
export type RegistrationProblemCode = keyof typeof PROBLEMS;

interface Details {
  readonly detail?: string;
  readonly field?: string | null;
  readonly retryAfterMs?: number | null;
}

export function registrationProblem(code: RegistrationProblemCode, details: Details = {}): CallProblem {
  const { field, message } = PROBLEMS[code];
  return {
    code,
    field: details.field === undefined ? field : details.field,
    message: details.detail === undefined ? message : `${message}: ${details.detail}`,
    retryAfterMs: details.retryAfterMs ?? null,
  };
}

/** No answer came: why, as far as the network told. */
export function problemOfSilence({
  message: detail,
  failure,
}: Extract<HttpAnswer, { kind: 'unreachable' }>): CallProblem {
  return failure === undefined ? registrationProblem('unreachable', { detail }) : inTheWay(failure);
}

function inTheWay(failure: NetworkFailure, afterMs: number | null = null): CallProblem {
  const message = failureMessage(failure);
  return { code: failure.kind, field: 'serviceUrl', message, retryAfterMs: afterMs, failure };
}

const problemDocumentSchema = z.object({
  errors: z.array(z.object({ pointer: z.string(), message: z.string().default('') })).min(1),
});

const FIELD_OF_POINTER: Readonly<Record<string, string>> = { '/email': 'email', '/password': 'password' };

/** `url`: of the service. */
export function problemOfAnswer(answer: Extract<HttpAnswer, { kind: 'answered' }>, url: string): CallProblem {
  const { status } = answer;
  const failure = failureOfAnswer(answer, url);
  if (failure !== null) return inTheWay(failure, retryAfterMs(answer.headers));
  if (status === 401) return registrationProblem('wrong-credentials');
  if (status === 429)
    return registrationProblem('too-many-attempts', { retryAfterMs: retryAfterMs(answer.headers) });
  if (status >= 500) return registrationProblem('service-trouble', { detail: `status ${status}` });
  if (status >= 400) return notValid(answer);
  return registrationProblem('unexpected-answer', { detail: `status ${status}` });
}

function notValid({ status, body }: Extract<HttpAnswer, { kind: 'answered' }>): CallProblem {
  const document = problemDocumentSchema.safeParse(decodeJson(body));
  const first = document.success ? document.data.errors[0] : undefined;
  if (first === undefined) return registrationProblem('not-valid', { detail: `status ${status}` });
  return registrationProblem('not-valid', {
    detail: first.message,
    field: FIELD_OF_POINTER[first.pointer] ?? null,
  });
}

/** RFC 9110 10.2.3, the form in seconds; the service sends no other. */
export function retryAfterMs(headers: Readonly<Record<string, string>>): number | null {
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * SECOND_MS : null;
}
