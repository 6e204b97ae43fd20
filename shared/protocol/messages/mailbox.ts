/** S: a hint that the JMAP state of an account moved. */
import { z } from 'zod';
import { idSchema } from './parts.ts';

export const mailboxHintSchema = z.object({
  type: z.literal('mailbox'),
  accountId: idSchema,
  state: z.string().max(100),
});
export type MailboxHint = z.infer<typeof mailboxHintSchema>;
