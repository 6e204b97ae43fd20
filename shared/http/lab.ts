/** REST: the lab, only with `--lab` (product 8). */
import { z } from 'zod';
import { instantSchema } from '../domain/instant.ts';

/** A century either way: instants keep four digits of a year. */
const MAX_ADVANCE_MS = 100 * 366 * 24 * 3600 * 1000;

export const clockChangeSchema = z.union(
  [
    z.object({ advanceMs: z.int().min(-MAX_ADVANCE_MS).max(MAX_ADVANCE_MS) }),
    z.object({ to: instantSchema }),
  ],
  { error: 'must be {"advanceMs": milliseconds} or {"to": time}' },
);
export type ClockChange = z.infer<typeof clockChangeSchema>;

export const clockViewSchema = z.object({ now: instantSchema, offsetMs: z.int() });

/** Held mail on its way back, played: `total` null ends it. */
export const recoverySettingSchema = z.object({
  eventId: z.string().max(200),
  delivered: z.int().nonnegative().default(0),
  total: z.int().nonnegative().nullable(),
});
export type RecoverySetting = z.infer<typeof recoverySettingSchema>;
