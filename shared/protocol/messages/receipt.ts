/** D: a notice was shown; kept by the device and repeated until acknowledged. */
import { z } from 'zod';
import { instantSchema } from '../../domain/instant.ts';
import { noticeKindSchema } from '../../domain/notice.ts';
import { idSchema } from './parts.ts';

export const receiptSchema = z.object({
  type: z.literal('receipt'),
  id: idSchema,
  eventId: idSchema,
  kind: noticeKindSchema,
  shownAt: instantSchema,
});
export type Receipt = z.infer<typeof receiptSchema>;
