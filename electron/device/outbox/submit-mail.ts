/** Hands a message over by JMAP, or asks for it back: safe to be repeated, under the id that the device made (G29, G31; STATES.md). */
import { z } from 'zod';
import type { JmapClient } from '../mailbox/jmap/client.ts';
import { answerOf, MethodRefused, type Invocation } from '../mailbox/jmap/response.ts';
import { USING_SUBMISSION } from '../mailbox/jmap/session.ts';
import { SyncError } from '../mailbox/sync-error.ts';
import { findEarlierEmail } from './earlier-email.ts';
import type { OutboxSignal } from './outbox-state.ts';
import { withoutBcc } from './without-bcc.ts';

export interface OutgoingMail {
  /** The Message-ID, without its brackets. */
  readonly id: string;
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
    submit: (mail) => attempt(() => submit(client, mail)),
    takeBack: (mail) => attempt(() => takeBack(client, mail)),
  };
}

function refused(problem: string): SubmitAnswer {
  return { type: 'refused', problem };
}

/** Nobody can say yet that it is refused: it is tried again. */
const PASSING: ReadonlySet<string> = new Set(['serverFail', 'serverUnavailable', 'rateLimit']);

/** For what a server says of one object of a set or an import. */
function refusedObject(problem: string): SubmitAnswer {
  if (!PASSING.has(problem)) return refused(problem);
  throw new SyncError('service-unreachable', `the server cannot take it now: ${problem}`);
}

async function submit(client: JmapClient, mail: OutgoingMail): Promise<SubmitAnswer> {
  const { submitsOnce } = await client.session();
  // Elsewhere a second submission would be a second message.
  const earlier = submitsOnce ? null : await findEarlierEmail(client, mail.accountId, mail.id);
  if (earlier?.isDraft === false) return { type: 'accepted' };
  // Elsewhere the Bcc may go on to everybody, whatever RFC 8621 section 7.5 says: the Sent copy does without it.
  const raw = submitsOnce ? mail.raw : withoutBcc(mail.raw);
  const emailId = earlier?.emailId ?? null;
  const answer = await handOver(client, { ...mail, raw }, { takeBack: false, emailId });
  return answer.outcome;
}

async function takeBack(client: JmapClient, mail: OutgoingMail): Promise<SubmitAnswer> {
  const { submitsOnce } = await client.session();
  if (!submitsOnce) return withdraw(client, mail);
  const { outcome, emailId } = await handOver(client, mail, { takeBack: true, emailId: null });
  // What comes back is a draft of this computer; what went is filed by the submission itself.
  if (outcome.type === 'taken-back' && emailId !== null) await discard(client, mail.accountId, emailId);
  return outcome;
}

/** Without its draft no late submission can go out (rule 9). */
async function withdraw(client: JmapClient, { accountId, id }: OutgoingMail): Promise<SubmitAnswer> {
  const earlier = await findEarlierEmail(client, accountId, id);
  if (earlier?.isDraft === false) return { type: 'too-late' };
  if (earlier !== null) await discard(client, accountId, earlier.emailId);
  return { type: 'taken-back' };
}

interface HandOver {
  readonly takeBack: boolean;
  /** null: it is to be put there first. */
  readonly emailId: string | null;
}

interface HandedOver {
  readonly outcome: SubmitAnswer;
  readonly emailId: string | null;
}

async function handOver(client: JmapClient, mail: OutgoingMail, how: HandOver): Promise<HandedOver> {
  const places = await findPlaces(client, mail);
  if (places.identityId === null) return { outcome: refused('forbiddenFrom'), emailId: null };
  const emailId = how.emailId ?? (await putDraft(client, mail, places));
  if (typeof emailId !== 'string') return { outcome: emailId, emailId: null };
  const answer = await ask(client, [
    ['EmailSubmission/set', submissionArguments(mail, places, emailId, how.takeBack), 'submission'],
  ]);
  return { outcome: outcomeOf(answerOf(answer, 'submission', submissionSchema), how.takeBack), emailId };
}

interface Places {
  readonly identityId: string | null;
  readonly drafts: string;
  readonly sent: string;
}

async function findPlaces(client: JmapClient, { accountId, mailFrom }: OutgoingMail): Promise<Places> {
  const answer = await ask(client, [
    ['Identity/get', { accountId, ids: null }, 'identities'],
    ['Mailbox/get', { accountId, ids: null, properties: ['id', 'role'] }, 'mailboxes'],
  ]);
  const { list: identities } = answerOf(answer, 'identities', identitiesSchema);
  const { list: mailboxes } = answerOf(answer, 'mailboxes', mailboxesSchema);
  const mailboxOf = (role: string): string => mailboxes.find((mailbox) => mailbox.role === role)?.id ?? '';
  const identityId = identityFor(identities, mailFrom);
  return { identityId, drafts: mailboxOf('drafts'), sent: mailboxOf('sent') };
}

/** Its own, that of its whole domain (RFC 8621 section 6), or one that names no address: then the server judges. */
function identityFor(identities: z.infer<typeof identitiesSchema>['list'], mailFrom: string): string | null {
  const address = mailFrom.toLowerCase();
  const fitting = [address, address.replace(/^.*@/u, '*@'), ''].flatMap((wanted) =>
    identities.filter(({ email }) => email.toLowerCase() === wanted),
  );
  return fitting[0]?.id ?? null;
}

/** The id of the e-mail that these bytes are in the account: made now, or by an attempt whose answer was lost. */
async function putDraft(
  client: JmapClient,
  { accountId, raw }: OutgoingMail,
  { drafts }: Places,
): Promise<string | SubmitAnswer> {
  const blobId = await client.upload(accountId, raw);
  if (blobId === null) return refused('tooLarge');
  const email = { blobId, mailboxIds: { [drafts]: true }, keywords: { $draft: true, $seen: true } };
  const answer = await ask(client, [['Email/import', { accountId, emails: { email } }, 'import']]);
  const { created, notCreated } = answerOf(answer, 'import', importSchema);
  const emailId = created?.['email']?.id ?? notCreated?.['email']?.existingId;
  return emailId ?? refusedObject(notCreated?.['email']?.type ?? 'invalidEmail');
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
  // A patch that a server without a Sent would refuse would leave it a draft, and have it sent again.
  const moved = sent === '' ? {} : { [`mailboxIds/${drafts}`]: null, [`mailboxIds/${sent}`]: true };
  const filed = { ...moved, 'keywords/$draft': null };
  return { accountId, create, onSuccessUpdateEmail: { '#mail': filed } };
}

function outcomeOf(answer: z.infer<typeof submissionSchema>, takeBack: boolean): SubmitAnswer {
  const created = answer.created?.['mail'];
  if (created === undefined) return refusedObject(answer.notCreated?.['mail']?.type ?? 'forbiddenToSend');
  if (!takeBack) return created.undoStatus === 'canceled' ? { type: 'taken-back' } : { type: 'accepted' };
  return answer.notUpdated?.['#mail'] === undefined ? { type: 'taken-back' } : { type: 'too-late' };
}

async function discard(client: JmapClient, accountId: string, emailId: string): Promise<void> {
  await ask(client, [['Email/set', { accountId, destroy: [emailId] }, 'discard']]);
}

function ask(client: JmapClient, invocations: readonly Invocation[]): Promise<readonly Invocation[]> {
  return client.call(invocations, USING_SUBMISSION);
}
