/** Identity/get and changes: a person sends as themselves only (RFC 8621 section 6). */
import { createHash } from 'node:crypto';
import { identitiesOf, type Identity } from '../../identities.ts';
import { parseArguments, type Method } from '../core/dispatch.ts';
import { MethodError } from '../core/errors.ts';
import { accountOf, changesSchema, getSchema, pick, withinGetLimit, type MailContext } from '../context.ts';

/** None in another's mailbox: a delegate reads, and does not send. */
async function identitiesIn(context: MailContext, accountId: string): Promise<readonly Identity[]> {
  return accountOf(context, accountId).readOnly ? [] : identitiesOf(context.db, context.user.userId);
}

export const identityGet: Method<MailContext> = async (args, context) => {
  const { accountId, ids, properties } = parseArguments(getSchema, args);
  const identities = await identitiesIn(context, accountId);
  const wanted = ids === null ? null : withinGetLimit(ids);
  return {
    accountId,
    state: identityState(identities),
    list: identities
      .filter(({ id }) => wanted === null || wanted.includes(id))
      .map((identity) => pick(identityObject(identity), properties)),
    notFound: (wanted ?? []).filter((id) => !identities.some((identity) => identity.id === id)),
  };
};

/** An address that came or went is found by reading them all: they are few. */
export const identityChanges: Method<MailContext> = async (args, context) => {
  const { accountId, sinceState } = parseArguments(changesSchema, args);
  const state = identityState(await identitiesIn(context, accountId));
  if (state !== sinceState) throw new MethodError('cannotCalculateChanges');
  const none: readonly string[] = [];
  const nothing = { created: none, updated: none, destroyed: none };
  return { accountId, oldState: state, newState: state, hasMoreChanges: false, ...nothing };
};

function identityState(identities: readonly Identity[]): string {
  return createHash('sha256')
    .update(JSON.stringify(identities))
    .digest('base64url')
    .slice(0, STATE_CHARACTERS);
}

const STATE_CHARACTERS = 16;

function identityObject({ id, name, email }: Identity): Record<string, unknown> {
  const plain = { replyTo: null, bcc: null, textSignature: '', htmlSignature: '' };
  return { id, name, email, ...plain, mayDelete: false };
}
