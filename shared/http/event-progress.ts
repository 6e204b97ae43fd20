/** REST: what a continuity event does on each device, and what happened to it when (product 5). */
import { z } from 'zod';
import { instantSchema } from '../domain/instant.ts';
import { PARTICIPATION_REASONS } from '../domain/participation.ts';
import { pageOf, pageQuerySchema, trueOrFalse } from './page.ts';

/** The furthest that a device has come; the last two are of those that have not started on the way. */
export const PROGRESS_STATES = ['delivered', 'in-dr', 'shown', 'not-reachable', 'cannot'] as const;
export type ProgressState = (typeof PROGRESS_STATES)[number];

export const progressQuerySchema = pageQuerySchema.extend({
  state: z.enum(PROGRESS_STATES).optional(),
  /** Whether the answer has `total`, the number of items on all pages. */
  count: trueOrFalse().prefault('false'),
});

export const progressItemSchema = z.object({
  /** null, like `deviceName`: a person of the group who has registered no device. */
  deviceId: z.string().nullable(),
  userId: z.string(),
  email: z.string(),
  displayName: z.string(),
  deviceName: z.string().nullable(),
  /**
   * `cannot`: it does not take part, for `reasons`; while the event is Current also where it did before. `not-reachable`: it takes part, is offline, and has not told that it
   * knows the event. `delivered`: it is online, polls, or has told so. `in-dr`: it reports that it takes part, in DR mode.
   * `shown`: it has receipted the start message.
   */
  state: z.enum(PROGRESS_STATES),
  reasons: z.array(z.enum(PARTICIPATION_REASONS)),
  /** When the start message was shown. */
  shownAt: instantSchema.nullable(),
});
export type ProgressItem = z.infer<typeof progressItemSchema>;

/** Of all devices of the group, whatever `state` was asked for; Pending events are judged at their start, Expired ones just before their end. */
export const progressCountsSchema = z.object({
  /** `delivered` and `notReachable`. */
  participants: z.int(),
  /** Cumulative: with those in DR and those that have shown the message. */
  delivered: z.int(),
  /** Cumulative: with those that have shown the message. */
  inDr: z.int(),
  shown: z.int(),
  notReachable: z.int(),
  /** People without a device are one each. */
  cannot: z.int(),
});
export type ProgressCounts = z.infer<typeof progressCountsSchema>;

export const progressPageSchema = pageOf(progressItemSchema).extend({ counts: progressCountsSchema });
export type ProgressPage = z.infer<typeof progressPageSchema>;

export const TIMELINE_KINDS = [
  'created',
  'edited',
  'extended',
  'ended-now',
  'recovery',
  'started',
  'ended',
  'first-start-shown',
  'last-start-shown',
  'first-end-shown',
  'last-end-shown',
] as const;

export const timelineItemSchema = z.object({
  at: instantSchema,
  kind: z.enum(TIMELINE_KINDS),
  /** Who; null for what happens by time, and on devices. */
  actor: z.string().nullable(),
  /** No sentences, only what a sentence is made of. */
  detail: z.object({
    /** Of an edit: the fields that changed. */
    fields: z.array(z.string()).optional(),
    /** Of a start or an end: the message that devices show. */
    message: z.string().optional(),
    /** Of an extension or an end that was moved: from, to. */
    from: instantSchema.nullable().optional(),
    to: instantSchema.nullable().optional(),
    /** Of what devices have shown: which, and how many so far. */
    deviceId: z.string().optional(),
    devices: z.int().optional(),
    /** The row of the audit log. */
    auditSeq: z.int().optional(),
    /** `started` and `ended` that are still to come. */
    planned: z.boolean().optional(),
  }),
});
export type TimelineItem = z.infer<typeof timelineItemSchema>;

/** Oldest first; the newest `MAX_TIMELINE_ITEMS`. */
export const timelineSchema = z.object({ items: z.array(timelineItemSchema) });
/** An event edited every minute for a whole night. */
export const MAX_TIMELINE_ITEMS = 500;
