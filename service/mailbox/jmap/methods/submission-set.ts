/** EmailSubmission/set: hand over to be sent, take back, forget (RFC 8621 section 7.5). */
import { z } from 'zod';
import { faultsOf } from '../core/faults.ts';
import type { Transaction } from 'kysely';
import { fromMs } from '../../../../shared/domain/instant.ts';
import type { Tables } from '../../../storage/tables.ts';
import { stateOf } from '../../emails.ts';
import { identitiesOf } from '../../identities.ts';
import { readAccount, type MailUnit } from '../../store/accounts.ts';
import { findEmails } from '../../store/find-emails.ts';
import {
  addSubmission,
  findMade,
  findSubmissions,
  touchSubmission,
  type StoredSubmission,
} from '../../store/submissions.ts';
import { parseArguments, type Method } from '../core/dispatch.ts';
import { MethodError } from '../core/errors.ts';
import type { Arguments } from '../core/request.ts';
import {
  failures,
  fieldsAtFault,
  invalid,
  readSet,
  setShape,
  SetFailure,
  settleEach,
  succeededIds,
  successes,
  type Outcomes,
  type SetRequest,
} from '../core/set.ts';
import { resolveId, type MailContext } from '../context.ts';
import { checkSender, createSchema, envelopeFor, madeOf, submissionIdOf } from '../submission-create.ts';
import { setEmails } from './email-set.ts';

const submissionSetSchema = z.strictObject({
  ...setShape,
  onSuccessUpdateEmail: z.record(z.string(), z.record(z.string(), z.unknown())).nullish(),
  onSuccessDestroyEmail: z.array(z.string()).nullish(),
});

export const submissionSet: Method<MailContext> = async (args, context) => {
  const { onSuccessUpdateEmail, onSuccessDestroyEmail, ...plain } = parseArguments(submissionSetSchema, args);
  const request = readSet(plain, context);
  const done = await context.writePath.transact((unit) => setAll(unit, request, context));
  context.outbound.wake();
  const answer = answerOf(request.accountId, done);
  const emailIdOf = emailsOf(done);
  const update = Object.entries(onSuccessUpdateEmail ?? {}).flatMap(([key, patch]) => {
    const emailId = emailIdOf.get(key);
    return emailId === undefined ? [] : [[emailId, patch] as const];
  });
  const destroy = (onSuccessDestroyEmail ?? []).flatMap((key) => emailIdOf.get(key) ?? []);
  if (update.length + destroy.length === 0) return answer;
  const { accountId } = request;
  const emails = await setEmails({ accountId, ifModseq: null, create: [], update, destroy }, context);
  return [
    ['EmailSubmission/set', answer],
    ['Email/set', emails],
  ];
};

interface Done {
  readonly before: number;
  readonly after: number;
  readonly created: Outcomes<StoredSubmission>;
  readonly updated: Outcomes<StoredSubmission>;
  readonly destroyed: Outcomes<StoredSubmission>;
}

async function setAll(unit: MailUnit, request: SetRequest, context: MailContext): Promise<Done> {
  const { accountId, ifModseq } = request;
  const { modseq: before } = await readAccount(unit.db, accountId);
  if (ifModseq !== null && ifModseq !== before) throw new MethodError('stateMismatch');
  const created = await settleEach(context.slice, request.create, async (given, creationId) => {
    const submission = await create(unit, accountId, given, context);
    context.createdIds.set(creationId, submission.id);
    return submission;
  });
  const updated = await settleEach(context.slice, request.update, async (patch, id) => {
    const submission = await find(unit.db, accountId, id, context);
    await takeBack(unit, accountId, submission, patch, context);
    return submission;
  });
  const each = request.destroy.map((id) => [id, id] as const);
  const destroyed = await settleEach(context.slice, each, async (id) => {
    const submission = await find(unit.db, accountId, id, context);
    await touchSubmission(unit, accountId, submission.id, { gone: 1 });
    return submission;
  });
  const { modseq: after } = await readAccount(unit.db, accountId);
  return { before, after, created, updated, destroyed };
}

/** Submitted again, it is what it was; under the same id something else is refused (G29). */
async function create(
  unit: MailUnit,
  accountId: string,
  given: Arguments,
  context: MailContext,
): Promise<StoredSubmission> {
  const parsed = createSchema.safeParse(given);
  if (!parsed.success) throw invalid(fieldsAtFault(parsed.error), faultsOf(parsed.error));
  const { identityId, envelope: givenEnvelope } = parsed.data;
  const identities = await identitiesOf(unit.db, context.user.userId);
  const identity = identities.find(({ id }) => id === identityId);
  if (identity === undefined) throw invalid(['identityId'], 'there is no such identity');
  const emailId = resolveId(context, parsed.data.emailId);
  const ids = emailId === undefined ? [] : [emailId];
  const [email] = await findEmails(unit.db, accountId, ids, { ...context, limit: 1 });
  if (email === undefined) throw invalid(['emailId'], 'there is no such e-mail');
  checkSender(email, identities);
  const envelope = envelopeFor(email, givenEnvelope, identity, identities);
  const { madeId, fingerprint } = madeOf(email, envelope);
  const made = await findMade(unit.db, accountId, madeId);
  if (made?.fingerprint === fingerprint) return made;
  if (made !== null) {
    const description = 'another message was submitted under this Message-ID';
    throw new SetFailure({ type: 'alreadyExists', existingId: made.id, description });
  }
  const submission: StoredSubmission = {
    ...{ id: submissionIdOf(accountId, madeId), madeId, fingerprint, identityId, envelope },
    ...{ emailId: email.id, threadId: email.threadId, sendAtMs: context.nowMs, undoStatus: 'pending' },
  };
  await addSubmission(unit, accountId, submission);
  await context.outbound.submit(unit.db, {
    submissionId: submission.id,
    accountId,
    messageId: email.messageId,
    envelope: { mailFrom: envelope.mailFrom.email, rcptTo: envelope.rcptTo.map((to) => to.email) },
    sendAt: null,
  });
  return submission;
}

async function find(
  transaction: Transaction<Tables>,
  accountId: string,
  idOrReference: string,
  context: MailContext,
): Promise<StoredSubmission> {
  const id = resolveId(context, idOrReference);
  const [submission] = await findSubmissions(transaction, accountId, id === undefined ? [] : [id], 1);
  if (submission === undefined) throw new SetFailure({ type: 'notFound' });
  return submission;
}

/** Never both sent and cancelled (G31). */
async function takeBack(
  unit: MailUnit,
  accountId: string,
  submission: StoredSubmission,
  patch: Arguments,
  context: MailContext,
): Promise<void> {
  const foreign = Object.keys(patch).filter((name) => name !== 'undoStatus');
  if (foreign.length > 0) throw invalid(foreign, 'only the undoStatus of a submission changes');
  if (patch['undoStatus'] !== 'canceled') throw invalid(['undoStatus'], 'can only become "canceled"');
  if (submission.undoStatus === 'canceled') return;
  const answer = await context.outbound.cancel(unit.db, submission.id);
  if (answer !== 'cancelled')
    throw new SetFailure({ type: 'cannotUnsend', description: 'it was handed over' });
  await touchSubmission(unit, accountId, submission.id, { undoStatus: 'canceled' });
}

function answerOf(accountId: string, done: Done): Arguments {
  const told = Object.entries(successes(done.created) ?? {}).map(([key, submission]) => [
    key,
    {
      id: submission.id,
      threadId: submission.threadId,
      sendAt: fromMs(submission.sendAtMs),
      undoStatus: submission.undoStatus,
    },
  ]);
  const updated = Object.keys(successes(done.updated) ?? {}).map((id) => [id, null]);
  return {
    accountId,
    oldState: stateOf(done.before),
    newState: stateOf(done.after),
    created: told.length > 0 ? Object.fromEntries(told) : null,
    updated: updated.length > 0 ? Object.fromEntries(updated) : null,
    destroyed: succeededIds(done.destroyed),
    notCreated: failures(done.created),
    notUpdated: failures(done.updated),
    notDestroyed: failures(done.destroyed),
  };
}

/** The e-mail of each submission that succeeded, by its id or, for a new one, by `#` and the client's name for it. */
function emailsOf({ created, updated, destroyed }: Done): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(successes(created) ?? {}).flatMap(([key, { id, emailId }]) => [
      [`#${key}`, emailId] as const,
      [id, emailId] as const,
    ]),
    ...[updated, destroyed].flatMap((outcomes) =>
      Object.entries(successes(outcomes) ?? {}).map(([key, { emailId }]) => [key, emailId] as const),
    ),
  ]);
}
