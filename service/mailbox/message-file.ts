/** The form in which an accepted message lies on disk: one line of JSON, the envelope, then the message byte by byte. */
import { z } from 'zod';
import { instantSchema } from '../../shared/domain/instant.ts';

/** To whom an address of the envelope led when the message was accepted. */
export const deliverySchema = z.object({
  address: z.string(),
  /** The group, when the address is a list's. */
  groupId: z.string().nullable(),
  /** The mailboxes that receive it. */
  personIds: z.array(z.string()),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const mailEnvelopeSchema = z.object({
  version: z.literal(1),
  id: z.string().regex(/^[A-Za-z0-9-]{1,60}$/),
  /** When the gateway accepted it, service time. */
  receivedAt: instantSchema,
  /** Empty: the null sender. */
  sender: z.string(),
  deliveries: z.array(deliverySchema),
  /** The sender's own copy goes here, with the mail of this organisation. */
  sentBy: z.string().nullable(),
  /** The first so many bytes are trace header that the gateway put before the message (RFC 5321 section 4.4). */
  traceBytes: z.int().nonnegative(),
});
export type MailEnvelope = z.infer<typeof mailEnvelopeSchema>;

const LF = 0x0a;

export function envelopeLine(envelope: MailEnvelope): Buffer {
  return Buffer.from(`${JSON.stringify(envelope)}\n`);
}

/** Where the message starts in its file. Throws when the first line has no end. */
export function messageOffset(file: Buffer): number {
  const lf = file.indexOf(LF);
  if (lf === -1) throw new Error('a stored message without its envelope line');
  return lf + 1;
}

export function messageOf(file: Buffer): Buffer {
  return file.subarray(messageOffset(file));
}

/** Throws when the first line is no envelope. */
export function envelopeOf(file: Buffer): MailEnvelope {
  const text = file.toString('utf8', 0, messageOffset(file));
  return mailEnvelopeSchema.parse(JSON.parse(text));
}
