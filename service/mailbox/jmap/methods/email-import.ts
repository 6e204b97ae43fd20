/** Email/import: a message that was uploaded whole becomes an e-mail, byte for byte (RFC 8621 section 4.8). */
import { z } from 'zod';
import { faultsOf } from '../core/faults.ts';
import { inMailWindow } from '../../../../shared/domain/mail-window.ts';
import { stateOf } from '../../emails.ts';
import { changeEmails, type NewEmail } from '../../store/change-emails.ts';
import { parseArguments, type Method } from '../core/dispatch.ts';
import { MethodError } from '../core/errors.ts';
import type { Arguments } from '../core/request.ts';
import {
  creations,
  failures,
  fieldsAtFault,
  invalid,
  readSet,
  setShape,
  settleEach,
  successes,
} from '../core/set.ts';
import type { MailContext } from '../context.ts';
import { newEmailState } from '../email-patch.ts';
import { newEmail, placeAll, unplaced } from './email-set.ts';

const importSchema = z.strictObject({
  accountId: setShape.accountId,
  ifInState: setShape.ifInState,
  emails: creations,
});

const emailSchema = z.strictObject({
  blobId: z.string(),
  mailboxIds: z.unknown().optional(),
  keywords: z.unknown().optional(),
  receivedAt: z.iso
    .datetime()
    .transform((text) => Date.parse(text))
    .nullish(),
});

export const emailImport: Method<MailContext> = async (args, context) => {
  const { emails, ...rest } = parseArguments(importSchema, args);
  const { accountId, ifModseq, create } = readSet({ ...rest, create: emails }, context);
  const prepared = await settleEach(context.slice, create, (email) => prepare(accountId, email, context));
  const done = await changeEmails(
    context.writePath,
    { accountId, ifModseq, nowMs: context.nowMs },
    (changer) => placeAll(changer, prepared, context),
  );
  await context.ownMail.discard(unplaced(prepared, done?.value));
  if (done === null) throw new MethodError('stateMismatch');
  return {
    accountId,
    oldState: stateOf(done.before),
    newState: stateOf(done.after),
    created: successes(done.value),
    notCreated: failures(done.value),
  };
};

async function prepare(accountId: string, email: Arguments, context: MailContext): Promise<NewEmail> {
  const parsed = emailSchema.safeParse(email);
  if (!parsed.success) throw invalid(fieldsAtFault(parsed.error), faultsOf(parsed.error));
  const { blobId, mailboxIds, keywords, receivedAt } = parsed.data;
  const receivedAtMs = receivedAt ?? context.nowMs;
  if (receivedAtMs > context.nowMs || !inMailWindow(receivedAtMs, context.nowMs))
    throw invalid(['receivedAt'], 'the mailbox holds the last five days');
  const state = newEmailState(mailboxIds, keywords);
  const blob = await context.ownMail.readBlob(accountId, blobId);
  if (blob === null) throw invalid(['blobId'], 'there is no such blob');
  return { ...(await newEmail(blob.bytes, state, context)), receivedAtMs };
}
