/** D: what the device does now: the level, repeated at every change. */
import { z } from 'zod';
import { PARTICIPATION_REASONS } from '../../domain/participation.ts';
import { cacheReportSchema, idSchema } from './parts.ts';

/** A device reports at most this many events; more could not fit a frame. */
export const MAX_REPORTED_EVENTS = 200;

export const reportSchema = z.object({
  type: z.literal('report'),
  id: idSchema,
  mode: z.enum(['normal', 'dr']),
  events: z
    .array(
      z.object({
        eventId: idSchema,
        participates: z.boolean(),
        reasons: z.array(z.enum(PARTICIPATION_REASONS)),
      }),
    )
    .max(MAX_REPORTED_EVENTS),
  cachedMode: z.boolean(),
  cache: cacheReportSchema,
});
export type Report = z.infer<typeof reportSchema>;
