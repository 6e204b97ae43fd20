/** Mailbox/set: the three mailboxes are what they are, so each change is refused by name (RFC 8621 section 2.5). */
import { z } from 'zod';
import { stateOf } from '../../emails.ts';
import { readAccount } from '../../store/accounts.ts';
import { parseArguments, type Method } from '../core/dispatch.ts';
import { MethodError } from '../core/errors.ts';
import { failures, readSet, setShape, SetFailure, settleEach } from '../core/set.ts';
import type { MailContext } from '../context.ts';

const mailboxSetSchema = z.strictObject({ ...setShape, onDestroyRemoveEmails: z.boolean().nullish() });

export const mailboxSet: Method<MailContext> = async (args, context) => {
  const { onDestroyRemoveEmails: _, ...plain } = parseArguments(mailboxSetSchema, args);
  const { accountId, ifModseq, create, update, destroy } = readSet(plain, context);
  const { modseq } = await readAccount(context.db, accountId);
  if (ifModseq !== null && ifModseq !== modseq) throw new MethodError('stateMismatch');
  const refuse = async (): Promise<never> => {
    throw new SetFailure({ type: 'forbidden', description: 'Inbox, Sent and Drafts are all the mailboxes' });
  };
  return {
    accountId,
    oldState: stateOf(modseq),
    newState: stateOf(modseq),
    created: null,
    updated: null,
    destroyed: null,
    notCreated: failures(await settleEach(context.slice, create, refuse)),
    notUpdated: failures(await settleEach(context.slice, update, refuse)),
    notDestroyed: failures(
      await settleEach(
        context.slice,
        destroy.map((id) => [id, id] as const),
        refuse,
      ),
    ),
  };
};
