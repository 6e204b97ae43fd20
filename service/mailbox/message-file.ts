/** The envelope of an accepted message, as it stands in the first line of its file. */
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
  /** Of the message, trace and all: a file that has fewer was cut off by a crash. Absent: its name alone says that it is whole. */
  bytes: z.int().nonnegative().optional(),
  /** Absent: it is only kept. Otherwise it goes on, to the servers of its recipients and to `outbound`. */
  relay: z
    .object({
      /** Who brought it, as it called itself and where it came from; null: this service. */
      client: z.string().nullable(),
      /** Addresses that are not ours. */
      outbound: z.array(z.string()),
    })
    .optional(),
});
export type MailEnvelope = z.infer<typeof mailEnvelopeSchema>;

export function envelopeLine(envelope: MailEnvelope): Buffer {
  return Buffer.from(`${JSON.stringify(envelope)}\n`);
}

/** Throws when the text is no envelope. */
export function readEnvelope(text: string): MailEnvelope {
  return mailEnvelopeSchema.parse(JSON.parse(text));
}
