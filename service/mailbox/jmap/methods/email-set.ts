/** Email/set for keywords: read, flagged, answered (RFC 8621 section 4.6). The rolling mailbox is otherwise only read. */
import { z } from 'zod';
import { modseqOf, stateOf } from '../../emails.ts';
import { setKeywords, type KeywordChange } from '../../store/set-keywords.ts';
import { parseArguments, type Method } from '../core/dispatch.ts';
import { MethodError } from '../core/errors.ts';
import { CORE_LIMITS } from '../core/limits.ts';
import { accountOf, idSchema, type MailContext } from '../context.ts';

const patchSchema = z.record(z.string(), z.unknown());

const setSchema = z.strictObject({
  accountId: idSchema,
  ifInState: z.string().nullable().default(null),
  create: z.record(z.string(), z.unknown()).nullable().default(null),
  update: z.record(idSchema, patchSchema).nullable().default(null),
  destroy: z.array(idSchema).nullable().default(null),
});

interface SetError {
  readonly type: 'forbidden' | 'notFound' | 'invalidProperties';
  readonly properties?: readonly string[];
  readonly description?: string;
}

const FORBIDDEN: SetError = {
  type: 'forbidden',
  description: 'the rolling mailbox takes in and lets go by itself',
};

const KEYWORDS: ReadonlyMap<string, 'seen' | 'flagged' | 'answered'> = new Map([
  ['$seen', 'seen'],
  ['$flagged', 'flagged'],
  ['$answered', 'answered'],
]);

export const emailSet: Method<MailContext> = async (args, context) => {
  const asked = parseArguments(setSchema, args);
  const { accountId } = asked;
  if (accountOf(context, accountId).readOnly) throw new MethodError('accountReadOnly');
  const updates = Object.entries(asked.update ?? {});
  const [creations, destructions] = [Object.keys(asked.create ?? {}), asked.destroy ?? []];
  if (updates.length + creations.length + destructions.length > CORE_LIMITS.maxObjectsInSet) {
    throw new MethodError('requestTooLarge', 'more objects than maxObjectsInSet');
  }
  const read = updates.map(([emailId, patch]) => ({ emailId, outcome: readPatch(emailId, patch) }));
  const changes = read.flatMap(({ outcome }) => ('type' in outcome ? [] : [outcome]));
  const done = await setKeywords(
    context.db,
    accountId,
    changes,
    expectedModseq(asked.ifInState),
    context.nowMs,
  );
  if (done.kind === 'other-state') throw new MethodError('stateMismatch');
  if (done.after !== done.before) context.announce(accountId, stateOf(done.after));
  const errors = read.flatMap(({ emailId, outcome }): [string, SetError][] => {
    if ('type' in outcome) return [[emailId, outcome]];
    return done.notFound.has(emailId) ? [[emailId, { type: 'notFound' }]] : [];
  });
  return {
    accountId,
    oldState: stateOf(done.before),
    newState: stateOf(done.after),
    created: null,
    updated: Object.fromEntries(
      changes.filter(({ emailId }) => !done.notFound.has(emailId)).map(({ emailId }) => [emailId, null]),
    ),
    destroyed: null,
    notCreated: forbidden(creations),
    notUpdated: errors.length > 0 ? Object.fromEntries(errors) : null,
    notDestroyed: forbidden(destructions),
  };
};

function expectedModseq(ifInState: string | null): number | null {
  // A state that was never ours is certainly not the present one.
  return ifInState === null ? null : (modseqOf(ifInState) ?? -1);
}

function forbidden(ids: readonly string[]): Record<string, SetError> | null {
  return ids.length > 0 ? Object.fromEntries(ids.map((id) => [id, FORBIDDEN])) : null;
}

function readPatch(emailId: string, patch: Readonly<Record<string, unknown>>): KeywordChange | SetError {
  const flags: { seen?: boolean; flagged?: boolean; answered?: boolean } = {};
  const wrong: string[] = [];
  for (const [path, value] of Object.entries(flattened(patch))) {
    const keyword = KEYWORDS.get(path.replace(/^keywords\//, '').toLowerCase());
    if (!path.startsWith('keywords/') || keyword === undefined || (value !== true && value !== null))
      wrong.push(path);
    else flags[keyword] = value === true;
  }
  return wrong.length > 0 ? { type: 'invalidProperties', properties: wrong } : { emailId, ...flags };
}

/** A whole `keywords` object says of every keyword whether it is there. */
function flattened(patch: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const whole = patchSchema.safeParse(patch['keywords']);
  if (!whole.success) return patch;
  const { keywords, ...rest } = patch;
  const absent = Object.fromEntries(Array.from(KEYWORDS.keys(), (keyword) => [`keywords/${keyword}`, null]));
  const present = Object.fromEntries(
    Object.entries(whole.data).map(([keyword, on]) => [`keywords/${keyword}`, on]),
  );
  return { ...rest, ...absent, ...present };
}
