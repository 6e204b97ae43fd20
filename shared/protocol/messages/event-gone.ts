/** S: a continuity event is no longer this device's. */
import { z } from 'zod';
import { idSchema, revisionSchema } from './parts.ts';

export const EVENT_GONE_REASONS = [
  'deleted',
  'group-changed',
  'not-in-affected-group',
  'out-of-window',
] as const;

export const eventGoneSchema = z.object({
  type: z.literal('event-gone'),
  revision: revisionSchema,
  eventId: idSchema,
  /** One of `EVENT_GONE_REASONS`; others may come, and mean no more than "gone". */
  reason: z.string().max(100),
});
export type EventGone = z.infer<typeof eventGoneSchema>;
