/** The one list of names for what the REST interface refuses, and what each needs besides to be put into words. */
import { z } from 'zod';

/** Members of a problem document, a field at fault or an import's error, beside its name. */
export const problemFactsSchema = z
  .object({
    /** How many there may, or must, be. */
    limit: z.int(),
    /** Line of the file that has it already. */
    line: z.int(),
    /** What there may be instead. */
    allowed: z.array(z.string()).readonly(),
    /** Which of several it is that is at fault. */
    value: z.string(),
    /** Description of the continuity event that stands in the way. */
    event: z.string(),
  })
  .partial();
export type ProblemFacts = z.infer<typeof problemFactsSchema>;

/** Name to facts without which there are no words for it; programs rely on the names, so none is ever given another meaning. */
export const PROBLEMS = {
  // Any request.
  'bad-request': [],
  'not-authenticated': [],
  'not-permitted': [],
  csrf: [],
  'cross-origin': [],
  'not-found': [],
  'unknown-host': [],
  'stale-version': [],
  'payload-too-large': [],
  'uri-too-long': [],
  'unsupported-media-type': [],
  'json-too-deep': ['limit'],
  'json-too-many-values': ['limit'],
  invalid: [],
  'too-many-attempts': [],
  'internal-error': [],
  'disk-full': [],
  'disk-error': [],
  'bad-cursor': [],
  'bad-idempotency-key': [],
  'idempotency-key-reused': [],
  'idempotency-key-unanswered': [],

  // Fields of any kind; `invalid` is one of these too.
  required: [],
  'wrong-type': [],
  'not-allowed': ['allowed'],
  'out-of-range': [],
  'too-long': ['limit'],
  'too-short': ['limit'],
  'too-many': ['limit'],

  // New passwords.
  'common-password': [],
  'password-of-name': [],

  // Signing in, administrators, API tokens.
  'wrong-sign-in': [],
  'already-set-up': [],
  'last-administrator': [],
  'wrong-password': [],
  'in-the-past': [],

  // Second factors.
  'second-factor-required': [],
  'second-factor-missing': [],
  'challenge-over': [],
  'wrong-code': [],
  'wrong-passkey': [],
  'passkey-known': [],
  'no-passkeys-here': [],
  'too-many-factors': ['limit'],
  'own-factors': [],

  // Continuity events.
  'unknown-time-zone': [],
  'not-a-time': [],
  'local-time-does-not-exist': [],
  'local-time-is-ambiguous': [],
  'offset-does-not-fit': [],
  'beyond-calendar': [],
  'too-early': [],
  'not-after-start': [],
  'not-current': [],
  'not-pending': [],
  expired: [],
  eternal: [],

  // People and groups.
  'not-an-address': [],
  'address-taken': [],
  'not-e164': [],
  'unknown-person': [],
  'own-mailbox': [],
  'unknown-group': [],
  'name-not-unique': [],
  'unsupported-list': [],
  'nested-list': [],
  'nested-circle': [],
  'directory-group': [],
  'member-through-group': [],
  'group-in-use': ['event'],

  // Files that are imported.
  'not-utf-8': [],
  'no-header': [],
  'unknown-column': ['value', 'allowed'],
  'column-twice': [],
  'missing-column': ['value'],
  'too-many-lines': ['limit'],
  unreadable: [],
  'too-many-cells': [],
  'line-before': ['line'],
  'not-a-flag': [],

  // Mail flow and webhooks.
  'not-retry': [],
  'not-release': [],
  'not-bounce': [],
  'not-a-url': [],
  'not-https': [],
  'private-address': [],
  'not-active': [],

  // Devices.
  'not-a-key': [],
  'key-in-use': [],
  'nonce-required': [],
  'device-revoked': [],
} as const satisfies Readonly<Record<string, readonly (keyof ProblemFacts)[]>>;

export type ProblemName = keyof typeof PROBLEMS;
type FactOf<Name extends ProblemName> = (typeof PROBLEMS)[Name][number];

/** Names that say it all. */
export type PlainProblemName = {
  [Name in ProblemName]: [FactOf<Name>] extends [never] ? Name : never;
}[ProblemName];

/** A name with the facts that it needs. */
export type NamedProblem = ProblemFacts &
  (
    | { readonly code: PlainProblemName }
    | {
        [Name in Exclude<ProblemName, PlainProblemName>]: { readonly code: Name } & Required<
          Pick<ProblemFacts, FactOf<Name>>
        >;
      }[Exclude<ProblemName, PlainProblemName>]
  );

/** What a status says where nothing more is known. */
export const NAME_OF_STATUS: Readonly<Partial<Record<number, PlainProblemName>>> = {
  400: 'bad-request',
  401: 'not-authenticated',
  403: 'not-permitted',
  404: 'not-found',
  412: 'stale-version',
  413: 'payload-too-large',
  414: 'uri-too-long',
  415: 'unsupported-media-type',
  421: 'unknown-host',
  429: 'too-many-attempts',
};
