/** Thread/get and changes (RFC 8621 section 3). */
import { stateOf } from '../../emails.ts';
import { readAccount } from '../../store/accounts.ts';
import { findThreads } from '../../store/find-emails.ts';
import { threadChanges } from '../../store/thread-changes.ts';
import { parseArguments, type Method } from '../core/dispatch.ts';
import { MethodError } from '../core/errors.ts';
import { changesMethod } from '../changes-method.ts';
import { accountOf, getSchema, pick, withinGetLimit, type MailContext } from '../context.ts';

export const threadGet: Method<MailContext> = async (args, context) => {
  const { accountId, ids, properties } = parseArguments(getSchema, args);
  accountOf(context, accountId);
  if (ids === null) throw new MethodError('requestTooLarge', 'threads are asked for by id');
  const wanted = withinGetLimit(ids);
  const { modseq } = await readAccount(context.db, accountId);
  const threads = await findThreads(context.db, accountId, wanted, context.nowMs);
  return {
    accountId,
    state: stateOf(modseq),
    list: wanted.flatMap((id) => {
      const emailIds = threads.get(id);
      return emailIds === undefined ? [] : [pick({ id, emailIds }, properties)];
    }),
    notFound: wanted.filter((id) => !threads.has(id)),
  };
};

export const threadChangesMethod = changesMethod(threadChanges);
