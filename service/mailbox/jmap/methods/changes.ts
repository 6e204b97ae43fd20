/** Email/changes, and the questions that this server answers with "read it anew", as RFC 8620 section 5.2 allows. */
import { z } from 'zod';
import { emailChanges } from '../../store/changes.ts';
import { parseArguments, type Method } from '../core/dispatch.ts';
import { MethodError } from '../core/errors.ts';
import { changesMethod, idsByKind } from '../changes-method.ts';
import { accountOf, idSchema, type MailContext } from '../context.ts';

export const emailChangesMethod = changesMethod(async (...asked) => {
  const found = await emailChanges(...asked);
  if (found === null) return null;
  const changes = found.changes.map(
    ({ emailId: id, kind }) => ({ id, kind: kind === 'gone' ? 'destroyed' : kind }) as const,
  );
  return { modseq: found.modseq, more: found.more, ...idsByKind(changes) };
});

export const cannotCalculate: Method<MailContext> = async (args, context) => {
  const { accountId } = parseArguments(z.looseObject({ accountId: idSchema }), args);
  accountOf(context, accountId);
  throw new MethodError('cannotCalculateChanges');
};
