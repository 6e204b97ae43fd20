/** REST: continuity events as they are sent, saved and shown (interfaces 2). */
import { z } from 'zod';
import { CLOUD_PASSWORD_RESET, continuityEventSchema, EVENT_STATUSES } from '../domain/continuity-event.ts';
import { recoverySchema } from '../domain/device-event.ts';
import { instantSchema } from '../domain/instant.ts';
import { PARTICIPATION_REASONS } from '../domain/participation.ts';
import { listQuerySchema, pageOf, trueOrFalse } from './page.ts';

const localTimeSchema = z.object({ local: z.string().max(40), offset: z.string().max(10).optional() });

/** An instant, or a local time in the event's `timeZone`. */
export const timeInputSchema = z.union([instantSchema, localTimeSchema], {
  error:
    'must be an RFC 3339 UTC time with milliseconds, or {"local": "2026-11-23T09:00", "offset"?: "+00:00"}',
});
export type TimeInput = z.infer<typeof timeInputSchema>;

const given = {
  description: z.string(),
  affectedGroupId: z.string(),
  notes: z.string(),
  outlookContinuity: z.boolean(),
  cloudPasswordReset: z.enum(CLOUD_PASSWORD_RESET),
  expandDistributionLists: z.boolean(),
  pauseInboundDelivery: z.boolean(),
  timeZone: z.string().max(100),
  /** null: now, by the service's clock; a caller's may be another. */
  start: timeInputSchema.nullable(),
  /** null: Eternal. */
  end: timeInputSchema.nullable(),
  startMessage: z.string(),
  endMessage: z.string(),
  smsGroupId: z.string().nullable(),
  startSms: z.string(),
  startSmsLeadMinutes: z.int(),
  endSms: z.string(),
};

/** A new continuity event: what is left out has the default of the form. */
export const eventInputSchema = z.object({
  ...given,
  /** Absent: as null. */
  start: given.start.optional(),
  notes: given.notes.default(''),
  outlookContinuity: given.outlookContinuity.default(true),
  cloudPasswordReset: given.cloudPasswordReset.default('never'),
  expandDistributionLists: given.expandDistributionLists.default(false),
  pauseInboundDelivery: given.pauseInboundDelivery.default(false),
  timeZone: given.timeZone.default('UTC'),
  startMessage: given.startMessage.default(''),
  endMessage: given.endMessage.default(''),
  smsGroupId: given.smsGroupId.default(null),
  startSms: given.startSms.default(''),
  startSmsLeadMinutes: given.startSmsLeadMinutes.default(0),
  endSms: given.endSms.default(''),
});
export type EventInput = z.infer<typeof eventInputSchema>;

/** An edit: what is left out stays as it is. */
export const eventPatchSchema = z.object(given).partial();
export type EventPatch = z.infer<typeof eventPatchSchema>;

/** A saved event, with what follows from the time. */
export const eventViewSchema = continuityEventSchema.extend({
  status: z.enum(EVENT_STATUSES),
  recovering: z.boolean(),
  /** Held mail on its way back, of everybody; there while it is `recovering`. */
  recovery: recoverySchema.optional(),
});
export type EventView = z.infer<typeof eventViewSchema>;

/** A clone: New, and nobody's until a group is chosen. */
export const eventCloneSchema = continuityEventSchema
  .omit({ id: true, affectedGroupId: true, version: true })
  .extend({ status: z.literal('new') });
export type EventClone = z.infer<typeof eventCloneSchema>;

/** `q` is looked for in description and notes; an Eternal event ends after all others. */
export const eventListQuerySchema = listQuerySchema.extend({
  /** Current and Pending alone without it. */
  include: z.literal('expired').optional(),
  /** Those that affect the group. */
  groupId: z.string().max(200).optional(),
  /** Those that run at any instant from `from` on, and before `to`. */
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  sort: z.enum(['start', '-start', 'end', '-end', 'description', '-description']).default('-start'),
});
export type EventListQuery = z.infer<typeof eventListQuerySchema>;
export const eventPageSchema = pageOf(eventViewSchema);

/** Added to the remaining time, at most a year at once. */
const MAX_EXTENSION_MINUTES = 366 * 24 * 60;
export const extendSchema = z.object({ minutes: z.int().min(1).max(MAX_EXTENSION_MINUTES) });

/** `lists=false`: counts and warnings alone, and both lists empty. */
export const impactQuerySchema = z.object({ lists: trueOrFalse().prefault('true') });

export const impactSchema = z.object({
  counts: z.object({
    people: z.int(),
    devices: z.int(),
    participants: z.int(),
    nonParticipants: z.int(),
    /** People without and devices with the reason, by reason. */
    reasons: z.partialRecord(z.enum(PARTICIPATION_REASONS), z.int()),
  }),
  participants: z.array(z.object({ userId: z.string(), deviceId: z.string() })),
  nonParticipants: z.array(
    z.object({
      userId: z.string(),
      /** Absent for a person without a device. */
      deviceId: z.string().optional(),
      reasons: z.array(z.enum(PARTICIPATION_REASONS)),
    }),
  ),
  warnings: z.array(
    z.object({
      code: z.string(),
      message: z.string(),
      /** How many people it is about, where that matters. */
      people: z.int().optional(),
    }),
  ),
});
export type Impact = z.infer<typeof impactSchema>;
