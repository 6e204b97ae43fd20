/** A request that cannot be granted, with what is wrong and where; the HTTP layer turns it into a problem document. */

import type { NamedProblem, PlainProblemName, ProblemName } from '../shared/http/problem-names.ts';

export type RefusalKind =
  | 'bad-request'
  | 'not-authenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'precondition-failed'
  /** Asked for another service. */
  | 'misdirected'
  /** Fields are at fault: `errors` names each. */
  | 'invalid'
  | 'too-many-attempts';

/** A local time that the person can choose instead. */
export interface TimeChoice {
  readonly local: string;
  readonly offset: string;
  readonly at: string;
}

/** For programs `code`, as `message` is for people. */
export type SaidProblem = NamedProblem & { readonly message: string };

export type FieldProblem = SaidProblem & {
  /** JSON pointer into the request's body. */
  readonly pointer: string;
  readonly choices?: readonly TimeChoice[];
};

/** A name, with the facts that it needs if it needs any. */
export type Naming = PlainProblemName | NamedProblem;

export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly named: NamedProblem;
  readonly code: ProblemName;
  readonly errors: readonly FieldProblem[];
  readonly retryAfterMs: number | null;
  constructor(
    kind: RefusalKind,
    naming: Naming,
    message: string,
    more: { readonly errors?: readonly FieldProblem[]; readonly retryAfterMs?: number } = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.kind = kind;
    this.named = typeof naming === 'string' ? { code: naming } : naming;
    this.code = this.named.code;
    this.errors = more.errors ?? [];
    this.retryAfterMs = more.retryAfterMs ?? null;
  }
}

export function notFound(what: string): Refusal {
  return new Refusal('not-found', 'not-found', `there is no such ${what}`);
}

export function conflict(naming: Naming, message: string): Refusal {
  return new Refusal('conflict', naming, message);
}

export function invalid(errors: readonly FieldProblem[]): Refusal {
  return new Refusal('invalid', 'invalid', 'some fields cannot be accepted', { errors });
}

export function tooManyAttempts(retryAfterMs: number): Refusal {
  return new Refusal('too-many-attempts', 'too-many-attempts', 'too many attempts, try again later', {
    retryAfterMs,
  });
}

/** The same whatever is wrong, or it would say which addresses exist. */
export function wrongSignIn(): Refusal {
  return new Refusal('not-authenticated', 'wrong-sign-in', 'address or password is not right');
}
