/** S: permissions, groups or password reset of the device's person changed. */
import { z } from 'zod';
import { revisionSchema, standingSchema } from './parts.ts';

export const standingMessageSchema = standingSchema.extend({
  type: z.literal('standing'),
  revision: revisionSchema,
});
export type StandingMessage = z.infer<typeof standingMessageSchema>;
