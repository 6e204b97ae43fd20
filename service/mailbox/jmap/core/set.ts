/** What every `/set` method shares: its arguments, its limits, its errors by name (RFC 8620 section 5.3). */
import { z } from 'zod';
import type { Slice } from '../../../loop-turns.ts';
import { modseqOf } from '../../emails.ts';
import type { MailboxUser } from '../../ports.ts';
import { idSchema } from './id.ts';
import { parseArguments } from './dispatch.ts';
import { MethodError } from './errors.ts';
import { CORE_LIMITS } from './limits.ts';
import type { Arguments } from './request.ts';

/** RFC 8620 section 5.3, RFC 8621 sections 4.6, 4.8 and 7.5. */
export type SetErrorType =
  | 'alreadyExists'
  | 'blobNotFound'
  | 'cannotUnsend'
  | 'forbidden'
  | 'forbiddenFrom'
  | 'forbiddenMailFrom'
  | 'forbiddenToSend'
  | 'invalidEmail'
  | 'invalidPatch'
  | 'invalidProperties'
  | 'invalidRecipients'
  | 'noRecipients'
  | 'notFound'
  | 'tooLarge'
  | 'tooManyMailboxes'
  | 'tooManyRecipients'
  | 'willDestroy';

export interface SetError {
  readonly type: SetErrorType;
  readonly description?: string;
  readonly properties?: readonly string[];
  readonly existingId?: string;
  readonly notFound?: readonly string[];
  readonly maxSize?: number;
  readonly maxRecipients?: number;
  readonly invalidRecipients?: readonly string[];
}

/** Ends the change of one object; the others go on. */
export class SetFailure extends Error {
  readonly error: SetError;
  constructor(error: SetError) {
    super(error.description ?? error.type);
    this.name = 'SetFailure';
    this.error = error;
  }
}

export function invalid(properties: readonly string[], description?: string): SetFailure {
  return new SetFailure({
    type: 'invalidProperties',
    properties,
    ...(description === undefined ? {} : { description }),
  });
}

/** What is wrong with an object that its schema refused. */
export function fieldsAtFault(error: z.ZodError): readonly string[] {
  const fields = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? '')],
  );
  return [...new Set(fields)];
}

/** `#name` stands for what was created under that name earlier in the request. */
const idOrReference = z.union([idSchema, z.string().regex(/^#/)]);
const objectSchema = z.record(z.string(), z.unknown());

export const creations = z.record(idSchema, objectSchema);

export const setShape = {
  accountId: idSchema,
  ifInState: z.string().nullish(),
  create: creations.nullish(),
  update: z.record(idOrReference, objectSchema).nullish(),
  destroy: z.array(idOrReference).nullish(),
} as const;

export interface SetRequest {
  readonly accountId: string;
  /** null: whatever the state. */
  readonly ifModseq: number | null;
  readonly create: readonly (readonly [string, Arguments])[];
  readonly update: readonly (readonly [string, Arguments])[];
  readonly destroy: readonly string[];
}

/** Throws a `MethodError`. */
export function readSet(
  args: Arguments,
  { user }: { readonly user: MailboxUser },
  schema = z.strictObject(setShape),
): SetRequest {
  const asked = parseArguments(schema, args);
  const request = {
    accountId: asked.accountId,
    // A state that was never ours is certainly not the present one.
    ifModseq: typeof asked.ifInState === 'string' ? (modseqOf(asked.ifInState) ?? -1) : null,
    create: Object.entries(asked.create ?? {}),
    update: Object.entries(asked.update ?? {}),
    destroy: [...new Set(asked.destroy ?? [])],
  };
  const account = user.accounts.find(({ accountId }) => accountId === request.accountId);
  if (account === undefined) throw new MethodError('accountNotFound');
  if (account.readOnly) throw new MethodError('accountReadOnly');
  if (request.create.length + request.update.length + request.destroy.length > CORE_LIMITS.maxObjectsInSet)
    throw new MethodError('requestTooLarge', 'more objects than maxObjectsInSet');
  return request;
}

export type Outcomes<Value> = ReadonlyMap<string, Value | SetFailure>;

/** Each on its own, and others in between: what fails by name is told by name, anything else ends the method. */
export async function settleEach<Key extends string, Item, Value>(
  slice: Slice,
  items: readonly (readonly [Key, Item])[],
  run: (item: Item, key: Key) => Promise<Value>,
): Promise<Map<string, Value | SetFailure>> {
  const outcomes = new Map<string, Value | SetFailure>();
  for (const [key, item] of items) {
    outcomes.set(key, await run(item, key).catch(asFailure));
    await slice.rest();
  }
  return outcomes;
}

function asFailure(error: unknown): SetFailure {
  if (error instanceof SetFailure) return error;
  throw error;
}

/** Those that succeeded; null when there are none. */
export function successes<Value>(outcomes: Outcomes<Value>): Record<string, Value> | null {
  const done = Array.from(outcomes).filter(
    (entry): entry is [string, Value] => !(entry[1] instanceof SetFailure),
  );
  return done.length > 0 ? Object.fromEntries(done) : null;
}

export function failures(outcomes: Outcomes<unknown>): Record<string, SetError> | null {
  const failed = Array.from(outcomes).flatMap(([key, outcome]) =>
    outcome instanceof SetFailure ? [[key, outcome.error] as const] : [],
  );
  return failed.length > 0 ? Object.fromEntries(failed) : null;
}

/** Of what was to be destroyed: the ids that are gone. */
export function succeededIds(outcomes: Outcomes<unknown>): readonly string[] | null {
  const ids = Object.keys(successes(outcomes) ?? {});
  return ids.length > 0 ? ids : null;
}
