/** What the OpenAPI document says of an operation beside what its schemas say. */

/** Answers that do not follow from an operation's shape: what every one can be refused with is added to all. */
export type OwnRefusal = 401 | 403 | 404 | 409 | 412 | 429;

export interface Operation {
  /** For generated clients, as the name of a function. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  /** An example of the body and of the answer, in the shape of their schemas. */
  readonly request?: unknown;
  readonly answer?: unknown;
  /** An example of what 202 answers, where something is still to be done. */
  readonly accepted?: unknown;
  readonly refuses?: readonly OwnRefusal[];
  /** Honours `Idempotency-Key`. */
  readonly once?: true;
  /** Honours `If-Match`. */
  readonly ifMatch?: true;
  /** What is sent where it is no JSON: media type, and an example. */
  readonly text?: { readonly type: string; readonly example: string };
  /** The same of the body. */
  readonly textRequest?: { readonly type: string; readonly example: string };
}

export type Operations = Readonly<Record<string, Operation>>;
