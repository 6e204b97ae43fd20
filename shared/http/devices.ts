/** REST: registered devices as administrators see them (interfaces 2). */
import { z } from 'zod';
import { instantSchema } from '../domain/instant.ts';
import { noticeKindSchema } from '../domain/notice.ts';
import { PARTICIPATION_REASONS } from '../domain/participation.ts';
import { cacheReportSchema } from '../protocol/messages/parts.ts';
import { reportSchema } from '../protocol/messages/report.ts';
import { listQuerySchema, pageOf, trueOrFalse } from './page.ts';

const DEVICE_LINKS = ['online', 'polling', 'offline'] as const;

export const deviceViewSchema = z.object({
  id: z.string(),
  userId: z.string(),
  email: z.string(),
  displayName: z.string(),
  name: z.string(),
  platform: z.string(),
  appVersion: z.string(),
  registeredAt: instantSchema,
  revokedAt: instantSchema.nullable(),
  /** `polling`: its channel cannot be opened, but it asks over HTTP, the last time not longer ago than a poll may take. */
  link: z.enum(DEVICE_LINKS),
  /** Since when it is online; null when it is not. */
  onlineSince: instantSchema.nullable(),
  /** When it last asked; null unless it polls. */
  polledAt: instantSchema.nullable(),
  signedIn: z.boolean(),
  cachedMode: z.boolean(),
  /** Null until the first report, like `cache` and `reportedAt`. */
  mode: z.enum(['normal', 'dr']).nullable(),
  cache: cacheReportSchema.nullable(),
  reportedAt: instantSchema.nullable(),
  /** What the device made of its continuity events at its last report. */
  events: reportSchema.shape.events,
  /** Why it takes part in no Current event of its person, as the service sees it now; empty when it does or none is Current. */
  reasons: z.array(z.enum(PARTICIPATION_REASONS)),
  /** Newest first. */
  receipts: z.array(
    z.object({
      eventId: z.string(),
      kind: noticeKindSchema,
      shownAt: instantSchema,
      receivedAt: instantSchema,
    }),
  ),
});
export type DeviceView = z.infer<typeof deviceViewSchema>;

export const devicePageSchema = pageOf(deviceViewSchema);
/** `q` is looked for in the device's name and its person's name and address. */
export const deviceListQuerySchema = listQuerySchema.extend({
  userId: z.string().max(200).optional(),
  link: z.enum(DEVICE_LINKS).optional(),
  /** As of the last report. */
  mode: z.enum(['normal', 'dr']).optional(),
  /** Devices that this keeps from a Current event of their person. */
  reason: z.enum(PARTICIPATION_REASONS).optional(),
  revoked: trueOrFalse().optional(),
  /** `person`: by name, then address. One that has not reported yet comes before all others by `reportedAt`. */
  sort: z
    .enum([
      'registeredAt',
      '-registeredAt',
      'name',
      '-name',
      'person',
      '-person',
      'reportedAt',
      '-reportedAt',
    ])
    .default('-registeredAt'),
});
export type DeviceListQuery = z.infer<typeof deviceListQuerySchema>;
