/** What a continuity device is told of a continuity event: all that it decides and shows by, nothing that only administrators see. */
import { z } from 'zod';
import { continuityEventSchema } from './continuity-event.ts';
import type { ContinuityEvent } from './continuity-event.ts';

/** Held mail on its way back, of this person where the service knows (product 1, Recovering). */
export const recoverySchema = z.object({ delivered: z.int().nonnegative(), total: z.int().nonnegative() });
export type Recovery = z.infer<typeof recoverySchema>;

export const deviceEventSchema = continuityEventSchema
  .pick({
    id: true,
    description: true,
    affectedGroupId: true,
    outlookContinuity: true,
    cloudPasswordReset: true,
    expandDistributionLists: true,
    pauseInboundDelivery: true,
    timeZone: true,
    start: true,
    end: true,
    startMessage: true,
    endMessage: true,
    version: true,
  })
  .extend({
    /** A phase of the system after the end, not a status. */
    recovering: z.boolean(),
    recovery: recoverySchema.nullable().default(null),
  });
export type DeviceEvent = z.infer<typeof deviceEventSchema>;

/** `recovery` is null unless held mail is on its way back. */
export function deviceEventOf(event: ContinuityEvent, recovery: Recovery | null): DeviceEvent {
  const { notes, smsGroupId, startSms, startSmsLeadMinutes, endSms, ...told } = event;
  return { ...told, recovering: recovery !== null, recovery };
}
