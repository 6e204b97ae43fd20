/** Hands a message over by JMAP, or asks for it back: safe to be repeated, under the id that the device made (G29, G31). */
import { z } from 'zod';
import type { JmapClient } from '../mailbox/jmap/client.ts';
import { answerOf, MethodRefused, type Invocation } from '../mailbox/jmap/response.ts';
import { USING_SUBMISSION } from '../mailbox/jmap/session.ts';
import { SyncError } from '../mailbox/sync-error.ts';
import type { OutboxSignal } from './outbox-state.ts';

export interface OutgoingMail {
  readonly accountId: string;
  readonly mailFrom: string;
  readonly rcptTo: readonly string[];
  readonly raw: Uint8Array;
}

/** What the service said; no answer is `null`, with how long it wants to be left alone. */
export type SubmitAnswer =
  | Exclude<OutboxSignal, { type: 'may-go' | 'cancel' | 'unheard' | 'restarted' }>
  | { readonly type: 'unheard'; readonly retryAfterMs: number | null; readonly cause: string };

export interface MailSubmitter {
  /** Never rejects. */
  readonly submit: (mail: OutgoingMail) => Promise<SubmitAnswer>;
  readonly takeBack: (mail: OutgoingMail) => Promise<SubmitAnswer>;
}

const setErrors = z.record(
  z.string(),
  z.looseObject({ type: z.string(), existingId: z.string().optional() }),
);
const importSchema = z.looseObject({
  created: z.record(z.string(), z.looseObject({ id: z.string() })).nullish(),
  notCreated: setErrors.nullish(),
});
const submissionSchema = z.looseObject({
  created: z.record(z.string(), z.looseObject({ undoStatus: z.string().optional() })).nullish(),
  updated: z.record(z.string(), z.unknown()).nullish(),
  notCreated: setErrors.nullish(),
  notUpdated: setErrors.nullish(),
});
const identitiesSchema = z.looseObject({
  list: z.array(z.looseObject({ id: z.string(), email: z.string() })),
});
const mailboxesSchema = z.looseObject({
  list: z.array(z.looseObject({ id: z.string(), role: z.string().nullable() })),
});

export function createMailSubmitter(client: JmapClient): MailSubmitter {
  const attempt = async (work: () => Promise<SubmitAnswer>): Promise<SubmitAnswer> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof MethodRefused && error.type === 'accountReadOnly')
        return refused('forbiddenToSend');
      const retryAfterMs = error instanceof SyncError ? error.retryAfterMs : null;
      return { type: 'unheard', retryAfterMs, cause: String(error) };
    }
  };
  return {
    submit: (mail) => attempt(() => submit(client, mail, false)),
    takeBack: (mail) => attempt(() => submit(client, mail, true)),
  };
}

function refused(problem: string): SubmitAnswer {
  return { type: 'refused', problem };
}

interface Places {
  readonly identityId: string | null;
  readonly drafts: string;
  readonly sent: string;
}

async function submit(client: JmapClient, mail: OutgoingMail, takeBack: boolean): Promise<SubmitAnswer> {
  const places = await findPlaces(client, mail);
  if (places.identityId === null) return refused('forbiddenFrom');
  const blobId = await client.upload(mail.accountId, mail.raw);
  if (blobId === null) return refused('tooLarge');
  const imported = await importMail(client, mail, places, blobId);
  if ('type' in imported) return imported;
  const { emailId } = imported;
  const answer = await ask(client, [
    ['EmailSubmission/set', submissionArguments(mail, places, emailId, takeBack), 'submission'],
  ]);
  const outcome = outcomeOf(answerOf(answer, 'submission', submissionSchema), takeBack);
  // What comes back is a draft of this computer; what went is filed by the submission itself.
  if (outcome.type === 'taken-back') await discard(client, mail.accountId, emailId);
  return outcome;
}

async function findPlaces(client: JmapClient, { accountId, mailFrom }: OutgoingMail): Promise<Places> {
  const answer = await ask(client, [
    ['Identity/get', { accountId, ids: null }, 'identities'],
    ['Mailbox/get', { accountId, ids: null, properties: ['id', 'role'] }, 'mailboxes'],
  ]);
  const { list: identities } = answerOf(answer, 'identities', identitiesSchema);
  const { list: mailboxes } = answerOf(answer, 'mailboxes', mailboxesSchema);
  const mailboxOf = (role: string): string => mailboxes.find((mailbox) => mailbox.role === role)?.id ?? '';
  const own = identities.find(({ email }) => email.toLowerCase() === mailFrom.toLowerCase());
  return { identityId: own?.id ?? null, drafts: mailboxOf('drafts'), sent: mailboxOf('sent') };
}

/** The e-mail that these bytes are in the account: made now, or by an attempt whose answer was lost. */
async function importMail(
  client: JmapClient,
  { accountId }: OutgoingMail,
  { drafts }: Places,
  blobId: string,
): Promise<{ readonly emailId: string } | SubmitAnswer> {
  const email = { blobId, mailboxIds: { [drafts]: true }, keywords: { $draft: true, $seen: true } };
  const answer = await ask(client, [['Email/import', { accountId, emails: { email } }, 'import']]);
  const { created, notCreated } = answerOf(answer, 'import', importSchema);
  const emailId = created?.['email']?.id ?? notCreated?.['email']?.existingId;
  return emailId === undefined ? refused(notCreated?.['email']?.type ?? 'invalidEmail') : { emailId };
}

function submissionArguments(
  { accountId, mailFrom, rcptTo }: OutgoingMail,
  { identityId, drafts, sent }: Places,
  emailId: string,
  takeBack: boolean,
): Readonly<Record<string, unknown>> {
  const envelope = { mailFrom: { email: mailFrom }, rcptTo: rcptTo.map((email) => ({ email })) };
  const create = { mail: { identityId, emailId, envelope } };
  if (takeBack) return { accountId, create, update: { '#mail': { undoStatus: 'canceled' } } };
  const filed = { [`mailboxIds/${drafts}`]: null, [`mailboxIds/${sent}`]: true, 'keywords/$draft': null };
  return { accountId, create, onSuccessUpdateEmail: { '#mail': filed } };
}

function outcomeOf(answer: z.infer<typeof submissionSchema>, takeBack: boolean): SubmitAnswer {
  const created = answer.created?.['mail'];
  if (created === undefined) return refused(answer.notCreated?.['mail']?.type ?? 'forbiddenToSend');
  if (!takeBack) return created.undoStatus === 'canceled' ? { type: 'taken-back' } : { type: 'accepted' };
  return answer.notUpdated?.['#mail'] === undefined ? { type: 'taken-back' } : { type: 'too-late' };
}

async function discard(client: JmapClient, accountId: string, emailId: string): Promise<void> {
  await ask(client, [['Email/set', { accountId, destroy: [emailId] }, 'discard']]);
}

function ask(client: JmapClient, invocations: readonly Invocation[]): Promise<readonly Invocation[]> {
  return client.call(invocations, USING_SUBMISSION);
}
