/** Email/set: drafts are made, keywords and mailboxes change, e-mails go (RFC 8621 section 4.6). */
import { stateOf } from '../../emails.ts';
import {
  changeEmails,
  type EmailChanger,
  type NewEmail,
  type PlacedEmail,
} from '../../store/change-emails.ts';
import type { Method } from '../core/dispatch.ts';
import { MethodError } from '../core/errors.ts';
import type { Arguments } from '../core/request.ts';
import {
  failures,
  readSet,
  SetFailure,
  settleEach,
  succeededIds,
  successes,
  type Outcomes,
  type SetRequest,
} from '../core/set.ts';
import { resolveId, type MailContext } from '../context.ts';
import { composeEmail } from '../compose/compose-email.ts';
import { emailPatch, newEmailState } from '../email-patch.ts';

export const emailSet: Method<MailContext> = async (args, context) =>
  setEmails(readSet(args, context), context);

/** Also what a submission does with its e-mail afterwards. */
export async function setEmails(request: SetRequest, context: MailContext): Promise<Arguments> {
  const { accountId, ifModseq } = request;
  const prepared = await settleEach(context.slice, request.create, (create) =>
    prepare(accountId, create, context),
  );
  const done = await changeEmails(
    context.writePath,
    { accountId, ifModseq, nowMs: context.nowMs },
    async (changer) => {
      const created = await placeAll(changer, prepared, context);
      return { created, ...(await changeAll(changer, request, context)) };
    },
  );
  await context.ownMail.discard(unplaced(prepared, done?.value.created));
  if (done === null) throw new MethodError('stateMismatch');
  const { created, updated, destroyed } = done.value;
  await context.ownMail.forget(Object.values(successes(destroyed) ?? {}));
  return {
    accountId,
    oldState: stateOf(done.before),
    newState: stateOf(done.after),
    created: successes(created),
    updated: successes(updated),
    destroyed: succeededIds(destroyed),
    notCreated: failures(created),
    notUpdated: failures(updated),
    notDestroyed: failures(destroyed),
  };
}

async function prepare(accountId: string, create: Arguments, context: MailContext): Promise<NewEmail> {
  const { mailboxIds, keywords, ...mail } = create;
  const state = newEmailState(mailboxIds, keywords);
  const bytes = await composeEmail(
    mail,
    (blobId) => context.ownMail.readBlob(accountId, blobId),
    context.nowMs,
  );
  return newEmail(bytes, state, context);
}

/** Its bytes are durable when it resolves. Throws a `SetFailure`. */
export async function newEmail(
  bytes: Buffer,
  state: NewEmail['state'],
  context: MailContext,
): Promise<NewEmail> {
  const message = await context.ownMail.store(bytes);
  if (message === null)
    throw new SetFailure({ type: 'invalidEmail', description: 'these bytes are no message' });
  return { message, receivedAtMs: context.nowMs, state };
}

/** In the transaction. What the account has already is refused, with the id by which it has it (RFC 8621 section 4.8). */
export async function placeAll(
  changer: EmailChanger,
  prepared: Outcomes<NewEmail>,
  context: MailContext,
): Promise<Outcomes<Arguments>> {
  return settleEach(context.slice, [...prepared], async (email, creationId) => {
    if (email instanceof SetFailure) throw email;
    const placed = await changer.add(email);
    if (placed.existed) throw new SetFailure({ type: 'alreadyExists', existingId: placed.id });
    context.createdIds.set(creationId, placed.id);
    return createdObject(email, placed);
  });
}

function createdObject({ message }: NewEmail, { id, threadId }: PlacedEmail): Arguments {
  return { id, blobId: message.id, threadId, size: message.size };
}

/** The messages that came into no mailbox; `created` undefined: none did. */
export function unplaced(
  prepared: Outcomes<NewEmail>,
  created: Outcomes<unknown> = new Map(),
): readonly string[] {
  return Array.from(prepared).flatMap(([creationId, email]) => {
    const outcome = created.get(creationId);
    const isPlaced = outcome !== undefined && !(outcome instanceof SetFailure);
    return email instanceof SetFailure || isPlaced ? [] : [email.message.id];
  });
}

async function changeAll(
  changer: EmailChanger,
  request: Pick<SetRequest, 'update' | 'destroy'>,
  context: MailContext,
): Promise<{ readonly updated: Outcomes<null>; readonly destroyed: Outcomes<string> }> {
  const willDestroy = new Set(request.destroy);
  const updated = await settleEach(context.slice, request.update, async (patch, emailId) => {
    if (willDestroy.has(emailId)) throw new SetFailure({ type: 'willDestroy' });
    const id = resolveId(context, emailId);
    if (id === undefined || !(await changer.update(id, emailPatch(patch)))) throw notFound();
    return null;
  });
  const each = request.destroy.map((id) => [id, id] as const);
  const destroyed = await settleEach(context.slice, each, async (emailId) => {
    const id = resolveId(context, emailId);
    const messageId = id === undefined ? null : await changer.remove(id);
    if (messageId === null) throw notFound();
    return messageId;
  });
  return { updated, destroyed };
}

function notFound(): SetFailure {
  return new SetFailure({ type: 'notFound' });
}
