/** Refusals as RFC 9457 writes them; throwing one from a route answers with it. */

export interface FieldError {
  /** JSON pointer into the body, as `/startMessage`. */
  readonly pointer: string;
  /** For programs: `too-long`, `required`, `not-a-time` … */
  readonly code: string;
  /** For people: names the rule. */
  readonly message: string;
}

export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  /** For programs, where the status alone is not enough. */
  readonly code?: string;
  readonly errors?: readonly FieldError[];
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not authenticated',
  403: 'Not allowed',
  404: 'Not found',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not valid',
  429: 'Too many attempts',
  500: 'Internal error',
  503: 'Unavailable',
  507: 'No room left',
};

export interface ProblemOptions {
  readonly code?: string;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
}

export class Problem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly document: ProblemDocument;

  constructor(status: number, detail: string, { code, errors, headers = {} }: ProblemOptions = {}) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.headers = headers;
    this.document = {
      type: 'about:blank',
      title: TITLES[status] ?? 'Error',
      status,
      detail,
      ...(code === undefined ? {} : { code }),
      ...(errors === undefined ? {} : { errors }),
    };
  }
}

/** 422 with the fields at fault. */
export function unprocessable(errors: readonly FieldError[]): Problem {
  const [first] = errors;
  return new Problem(
    422,
    first === undefined ? 'The request is not valid.' : `${first.pointer}: ${first.message}`,
    {
      errors,
    },
  );
}

/** What is there and what is not answer alike, so that nobody learns which (G37). */
export function notFound(what: string): Problem {
  return new Problem(404, `There is no such ${what}.`);
}

export function conflict(detail: string, code?: string): Problem {
  return new Problem(409, detail, code === undefined ? {} : { code });
}

/** 429 with the time to come back, in whole seconds as the header counts. */
export function tooManyAttempts(retryAfterMs: number): Problem {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return new Problem(429, `Too many attempts; try again in ${String(seconds)} s.`, {
    code: 'too-many-attempts',
    headers: { 'retry-after': String(seconds) },
  });
}
