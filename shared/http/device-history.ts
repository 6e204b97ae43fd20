/** REST: what a device did, and what was done to it, newest first (product 5). */
import { z } from 'zod';
import { instantSchema } from '../domain/instant.ts';
import { noticeKindSchema } from '../domain/notice.ts';
import { pageOf, pageQuerySchema } from './page.ts';

/** What a device told of itself that was different from before; by the service's clock when it was told. */
export const DEVICE_CHANGE_KINDS = [
  'entered-dr',
  'left-dr',
  'cached-mode-on',
  'cached-mode-off',
  'signed-in',
  'signed-out',
  'updated',
] as const;
export type DeviceChangeKind = (typeof DEVICE_CHANGE_KINDS)[number];

/** No sentences, only what a sentence is made of. */
const detailSchema = z.object({
  /** Of `entered-dr`: for which continuity events. */
  events: z.array(z.object({ id: z.string(), description: z.string().nullable() })).optional(),
  /** Of `updated`: versions. */
  from: z.string().optional(),
  to: z.string().optional(),
  /** Of `notice`: which, and when the service was told. `at` is when it was on the screen. */
  notice: noticeKindSchema.optional(),
  receivedAt: instantSchema.optional(),
});

export const deviceHistoryItemSchema = z.object({
  /** Within this device's history. */
  id: z.string(),
  at: instantSchema,
  kind: z.enum([...DEVICE_CHANGE_KINDS, 'registered', 'revoked', 'notice']),
  /** Who, as in the audit log; null: the device itself. */
  actor: z.string().nullable(),
  /** `description` of an event that is gone is null. */
  detail: detailSchema,
});
export type DeviceHistoryItem = z.infer<typeof deviceHistoryItemSchema>;

export const deviceHistoryQuerySchema = pageQuerySchema;
export const deviceHistoryPageSchema = pageOf(deviceHistoryItemSchema);
