/** A continuity event and its status, which is never stored: a pure function of the event and the time (product 1). */
import { z } from 'zod';
import { instantSchema, toMs } from './instant.ts';

export const CLOUD_PASSWORD_RESET = ['never', 'email', 'sms', 'email-or-sms'] as const;
export const cloudPasswordResetSchema = z.enum(CLOUD_PASSWORD_RESET);
export type CloudPasswordReset = z.infer<typeof cloudPasswordResetSchema>;

/** A saved continuity event as service and console know it, without what is derived. */
export const continuityEventSchema = z.object({
  id: z.string().min(1),
  description: z.string(),
  affectedGroupId: z.string().min(1),
  notes: z.string(),
  outlookContinuity: z.boolean(),
  cloudPasswordReset: cloudPasswordResetSchema,
  expandDistributionLists: z.boolean(),
  pauseInboundDelivery: z.boolean(),
  timeZone: z.string().min(1),
  start: instantSchema,
  /** null: Eternal. */
  end: instantSchema.nullable(),
  startMessage: z.string(),
  endMessage: z.string(),
  smsGroupId: z.string().nullable(),
  startSms: z.string(),
  startSmsLeadMinutes: z.int().nonnegative(),
  endSms: z.string(),
  version: z.int().positive(),
});
export type ContinuityEvent = z.infer<typeof continuityEventSchema>;

export const EVENT_STATUSES = ['pending', 'current', 'expired'] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

type Span = Pick<ContinuityEvent, 'start' | 'end'>;

/** Pending before the start, Current from the start, Expired from the end on. */
export function statusAt(event: Span, nowMs: number): EventStatus {
  if (nowMs < toMs(event.start)) return 'pending';
  if (event.end !== null && nowMs >= toMs(event.end)) return 'expired';
  return 'current';
}

/** The next instant at which the status changes by time alone, or null when it never will; milliseconds UTC. */
export function nextStatusChangeMs(event: Span, nowMs: number): number | null {
  const startMs = toMs(event.start);
  if (event.end !== null && toMs(event.end) <= startMs) return null;
  if (nowMs < startMs) return startMs;
  if (event.end !== null && nowMs < toMs(event.end)) return toMs(event.end);
  return null;
}
