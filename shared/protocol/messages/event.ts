/** S: a continuity event of this device appeared or changed. */
import { z } from 'zod';
import { deviceEventSchema } from '../../domain/device-event.ts';
import { revisionSchema } from './parts.ts';

export const eventMessageSchema = z.object({
  type: z.literal('event'),
  revision: revisionSchema,
  event: deviceEventSchema,
});
export type EventMessage = z.infer<typeof eventMessageSchema>;
