/** Email/changes, and the questions that this server answers with "read it anew", as RFC 8620 section 5.2 allows. */
import { z } from 'zod';
import { modseqOf, stateOf } from '../../emails.ts';
import { emailChanges, type EmailChange } from '../../store/changes.ts';
import { parseArguments, type Method } from '../core/dispatch.ts';
import { MethodError } from '../core/errors.ts';
import { MAX_QUERY_IDS } from '../core/limits.ts';
import { accountOf, changesSchema, idSchema, type MailContext } from '../context.ts';

export const emailChangesMethod: Method<MailContext> = async (args, context) => {
  const { accountId, sinceState, maxChanges } = parseArguments(changesSchema, args);
  accountOf(context, accountId);
  const since = modseqOf(sinceState);
  const limit = Math.min(maxChanges ?? MAX_QUERY_IDS, MAX_QUERY_IDS);
  const found = since === null ? null : await emailChanges(context.db, accountId, since, limit);
  if (found === null) throw new MethodError('cannotCalculateChanges');
  const ids = (kind: EmailChange['kind']): readonly string[] =>
    found.changes.filter((change) => change.kind === kind).map((change) => change.emailId);
  return {
    accountId,
    oldState: sinceState,
    newState: stateOf(found.modseq),
    hasMoreChanges: found.more,
    created: ids('created'),
    updated: ids('updated'),
    destroyed: ids('gone'),
  };
};

export const cannotCalculate: Method<MailContext> = async (args, context) => {
  const { accountId } = parseArguments(z.looseObject({ accountId: idSchema }), args);
  accountOf(context, accountId);
  throw new MethodError('cannotCalculateChanges');
};
