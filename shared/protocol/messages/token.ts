/** S: a Bearer token for JMAP, after welcome and its catch-up, and before each expiry. */
import { z } from 'zod';
import { instantSchema } from '../../domain/instant.ts';

export const tokenSchema = z.object({
  type: z.literal('token'),
  accessToken: z.string().min(1).max(4096),
  expiresAt: instantSchema,
});
export type Token = z.infer<typeof tokenSchema>;
