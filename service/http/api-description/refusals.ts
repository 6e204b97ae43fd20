/** OpenAPI: every answer that is a problem document (RFC 9457), described once and referred to. */
import { STATUS_CODES } from 'node:http';
import type { OpenAPIV3_1 } from 'openapi-types';
import { NAME_OF_STATUS, type ProblemName } from '../../../shared/http/problem-names.ts';
import { PROBLEM_CONTENT_TYPE } from '../../../shared/http/problem.ts';
import { problemExample } from './examples.ts';
import { PROBLEM_SCHEMA } from './named-schemas.ts';

const MEANING: Readonly<Record<number, string>> = {
  400: 'The request cannot be read: its address, its headers, or a body that is no JSON.',
  401: 'Nobody is signed in, or token, session or password is not right.',
  403: 'Who asks may not do this, or a page of another site sent it.',
  404: 'There is no such thing.',
  409: 'What it is about does not allow this now.',
  412: 'It was changed since the version that `If-Match` names; nothing was done.',
  413: 'The body is larger than it may be.',
  414: 'A part of the address is longer than anything that it could name.',
  415: 'The body is of another media type.',
  421: 'The service does not answer to the name that it was asked by: see `--public-url`.',
  422: 'Fields are at fault: `errors` names each, and the rule.',
  429: 'Too many attempts: `Retry-After` says in how many seconds again.',
  500: 'The service failed; the error is in its log.',
  503: 'Nothing can be stored at the moment; nothing was done.',
};
const EXAMPLE_NAMES: Readonly<Record<number, ProblemName | undefined>> = {
  ...NAME_OF_STATUS,
  409: 'last-administrator',
  500: 'internal-error',
  503: 'disk-full',
};
const WITH_RETRY_AFTER: readonly number[] = [429, 503];

export const REFUSALS: Readonly<Record<string, OpenAPIV3_1.ResponseObject>> = Object.fromEntries(
  Object.entries(MEANING).map(([status, description]) => [
    nameOf(Number(status)),
    refusal(Number(status), description),
  ]),
);

export function refusalReference(status: number): OpenAPIV3_1.ReferenceObject {
  return { $ref: `#/components/responses/${nameOf(status)}` };
}

function nameOf(status: number): string {
  return (STATUS_CODES[status] ?? '').replaceAll(/[^A-Za-z]/gu, '');
}

function refusal(status: number, description: string): OpenAPIV3_1.ResponseObject {
  const schema = { $ref: `#/components/schemas/${PROBLEM_SCHEMA}` };
  const { errors, ...whole } = problemExample;
  const title = STATUS_CODES[status] ?? '';
  const code = EXAMPLE_NAMES[status];
  const example =
    status === problemExample.status
      ? { ...whole, errors }
      : { ...whole, title, status, code, detail: description };
  const retryAfter = { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' as const } } };
  return {
    description,
    ...(WITH_RETRY_AFTER.includes(status) ? { headers: retryAfter } : {}),
    content: { [PROBLEM_CONTENT_TYPE]: { schema, example } },
  };
}
