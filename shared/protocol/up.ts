/** Every message from a device to the service. */
import { z } from 'zod';
import { authenticateSchema } from './messages/authenticate.ts';
import { receiptSchema } from './messages/receipt.ts';
import { reportSchema } from './messages/report.ts';
import { timeQuestionSchema } from './messages/time.ts';

export const upSchema = z.discriminatedUnion('type', [
  authenticateSchema,
  reportSchema,
  receiptSchema,
  timeQuestionSchema,
]);
export type Up = z.infer<typeof upSchema>;
