/** Fields that several messages share. */
import { z } from 'zod';
import { deviceEventSchema } from '../../domain/device-event.ts';
import { membershipSchema } from '../../domain/group.ts';
import { cloudPasswordResetSchema } from '../../domain/continuity-event.ts';
import { permissionsSchema } from '../../domain/person.ts';

/** Opaque; bounded so that one cannot fill a database. */
export const idSchema = z.string().min(1).max(200);

/** One counter for the organisation, never going back within an epoch. */
export const revisionSchema = z.int().nonnegative();

/** What an administrator can change about a device's person. */
export const standingSchema = z.object({
  permissions: permissionsSchema,
  groups: z.array(membershipSchema),
  passwordReset: cloudPasswordResetSchema,
});
export type Standing = z.infer<typeof standingSchema>;

/** All that is true for a device, as of a revision. */
export const snapshotSchema = standingSchema.extend({ events: z.array(deviceEventSchema) });
export type ChannelSnapshot = z.infer<typeof snapshotSchema>;

/** The state of a device's five-day cache, for the console. */
export const cacheReportSchema = z.object({
  messages: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  complete: z.boolean(),
});
export type CacheReport = z.infer<typeof cacheReportSchema>;
