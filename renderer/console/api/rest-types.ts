/** What the REST interface answers with, and with whose rights it is asked. */
import type { ProblemFacts } from '../../../shared/http/problem-names.ts';
import type { Problem } from '../../../shared/http/problem.ts';

export type FieldError = NonNullable<Problem['errors']>[number];

export interface RestProblem extends ProblemFacts {
  /**
   * `unauthorised`: 401; `missing`: 404; `outdated`: 412, somebody else has changed it since; `unreachable`: no answer at all;
   * `unreadable`: an answer that this page does not understand; `refused`: anything else, for the reason in `code`.
   */
  readonly kind: 'unauthorised' | 'missing' | 'outdated' | 'refused' | 'unreachable' | 'unreadable';
  /** The service's name for it; empty where there is none. */
  readonly code: string;
  readonly message: string;
  readonly fields: readonly FieldError[];
}

export type RestAnswer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: RestProblem };

export type Credentials =
  /** Nobody yet. */
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly token: string }
  /** The browser sends the session's cookie; what changes something also needs this. */
  | { readonly kind: 'session'; readonly csrfToken: string };

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** The headers that show who asks. */
export function credentialHeaders(
  credentials: Credentials,
  method: string,
): Readonly<Record<string, string>> {
  if (credentials.kind === 'none') return {};
  if (credentials.kind === 'token') return { authorization: `Bearer ${credentials.token}` };
  return SAFE_METHODS.has(method) ? {} : { 'x-csrf-token': credentials.csrfToken };
}
