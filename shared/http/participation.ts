/** REST: who of a group takes part in a continuity event, by name, and who does not and why (product 1, impact preview; product 2). */
import { z } from 'zod';
import { PARTICIPATION_REASONS } from '../domain/participation.ts';
import { pageOf, pageQuerySchema, trueOrFalse } from './page.ts';

/** In the order of people's ids; neither `takesPart` nor `reason`: everybody. */
export const participationQuerySchema = pageQuerySchema.extend({
  /** As the event has it. */
  outlookContinuity: trueOrFalse().prefault('true'),
  takesPart: trueOrFalse().optional(),
  /** Those whom it keeps out, be it alone or with others. */
  reason: z.enum(PARTICIPATION_REASONS).optional(),
});
export type ParticipationQuery = z.infer<typeof participationQuerySchema>;

export const participationItemSchema = z.object({
  userId: z.string(),
  email: z.string(),
  displayName: z.string(),
  /** null, like `deviceName`: a person who has registered no device. */
  deviceId: z.string().nullable(),
  deviceName: z.string().nullable(),
  /** None: it takes part while the event is Current. */
  reasons: z.array(z.enum(PARTICIPATION_REASONS)),
});
export type ParticipationItem = z.infer<typeof participationItemSchema>;

export const participationPageSchema = pageOf(participationItemSchema);
