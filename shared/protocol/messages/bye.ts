/** S: why the close that follows happens, and when to come back. */
import { z } from 'zod';

export const byeSchema = z.object({
  type: z.literal('bye'),
  code: z.int(),
  /** In words, for a log or a person. */
  reason: z.string().max(500),
  retryAfterMs: z.int().nonnegative().optional(),
});
export type Bye = z.infer<typeof byeSchema>;
