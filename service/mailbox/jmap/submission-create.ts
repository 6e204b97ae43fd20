/** What must be true of an e-mail before it is handed over to be sent, and to whom it goes (RFC 8621 section 7.5). */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { MAX_RECIPIENTS } from '../../gateway/limits.ts';
import { isOwnAddress, type Identity } from '../identities.ts';
import type { StoredEmail } from '../store/find-emails.ts';
import type { SubmissionEnvelope } from '../store/submissions.ts';
import { invalid, SetFailure } from './core/set.ts';

const addressSchema = z.strictObject({
  email: z.string(),
  parameters: z.record(z.string(), z.string().nullable()).nullable().default(null),
});

export const createSchema = z.strictObject({
  identityId: z.string(),
  emailId: z.string(),
  envelope: z.strictObject({ mailFrom: addressSchema, rcptTo: z.array(addressSchema) }).nullish(),
});

/** Throws a `SetFailure`. */
export function checkSender(email: StoredEmail, identities: readonly Identity[]): void {
  const { from, sender, refusal } = email.content;
  if (refusal !== null)
    throw new SetFailure({ type: 'invalidEmail', description: 'the message cannot be read' });
  if (from.length === 0)
    throw new SetFailure({
      type: 'invalidEmail',
      properties: ['from'],
      description: 'the message has no From',
    });
  const foreign = [...from, ...sender].find((address) => !isOwnAddress(identities, address.email));
  if (foreign !== undefined)
    throw new SetFailure({
      type: 'forbiddenFrom',
      description: `${foreign.email} is not an address of yours`,
    });
}

/** As given, or from the message's own fields. Throws a `SetFailure`. */
export function envelopeFor(
  email: StoredEmail,
  given: z.infer<typeof createSchema>['envelope'],
  identity: Identity,
  identities: readonly Identity[],
): SubmissionEnvelope {
  const envelope = given ?? envelopeOf(email, identity);
  const { mailFrom, rcptTo } = envelope;
  if ([mailFrom, ...rcptTo].some(({ parameters }) => Object.keys(parameters ?? {}).length > 0))
    throw invalid(['envelope'], 'no parameter of ESMTP is offered');
  if (!isOwnAddress(identities, mailFrom.email))
    throw new SetFailure({
      type: 'forbiddenMailFrom',
      description: `${mailFrom.email} is not an address of yours`,
    });
  if (rcptTo.length === 0) throw new SetFailure({ type: 'noRecipients' });
  if (rcptTo.length > MAX_RECIPIENTS)
    throw new SetFailure({ type: 'tooManyRecipients', maxRecipients: MAX_RECIPIENTS });
  const wrong = rcptTo.map(({ email: to }) => to).filter((to) => !ADDRESS.test(to));
  if (wrong.length > 0) throw new SetFailure({ type: 'invalidRecipients', invalidRecipients: wrong });
  return envelope;
}

/** Good enough for a line of SMTP, where the next server judges. */
const ADDRESS = /^[^\s<>@\p{Cc}]{1,64}@[^\s<>@\p{Cc}]{1,255}$/u;

function envelopeOf({ content }: StoredEmail, identity: Identity): SubmissionEnvelope {
  const addressed = [...content.to, ...content.cc, ...content.bcc];
  const byKey = new Map(addressed.map(({ email }) => [email.toLowerCase(), { email, parameters: null }]));
  return { mailFrom: { email: identity.email, parameters: null }, rcptTo: [...byKey.values()] };
}

export interface Made {
  readonly madeId: string;
  readonly fingerprint: string;
}

/** The id that the client made for ever, and what it stands for: these bytes from and to these addresses (G29). */
export function madeOf(email: StoredEmail, envelope: SubmissionEnvelope): Made {
  const addresses = envelope.rcptTo.map((to) => to.email.toLowerCase()).sort();
  const facts = [email.ownHash ?? email.messageId, envelope.mailFrom.email.toLowerCase(), ...addresses];
  return {
    madeId: email.content.messageId[0] ?? email.messageId,
    fingerprint: createHash('sha256').update(facts.join('\n')).digest('base64url'),
  };
}

/** The same for the same message of the same account, however often it is submitted. */
export function submissionIdOf(accountId: string, madeId: string): string {
  return `S${createHash('sha256').update(`${accountId}\n${madeId}`).digest('hex').slice(0, ID_DIGITS)}`;
}

const ID_DIGITS = 40;
