/** S: the service's time, after a change of its clock and as the answer to the device's question; D: the question. */
import { z } from 'zod';
import { instantSchema } from '../../domain/instant.ts';

const echoSchema = z.string().max(100);

export const timeSchema = z.object({
  type: z.literal('time'),
  serverTime: instantSchema,
  /** The question's echo; absent after a clock change. */
  echo: echoSchema.optional(),
});
export type Time = z.infer<typeof timeSchema>;

export const timeQuestionSchema = z.object({ type: z.literal('time'), echo: echoSchema });
export type TimeQuestion = z.infer<typeof timeQuestionSchema>;
