/** S: authenticated. `snapshot` null: exactly what changed since the device's revision follows, before the first `token`. */
import { z } from 'zod';
import { personSchema } from '../../domain/person.ts';
import { idSchema, revisionSchema, snapshotSchema } from './parts.ts';

export const welcomeSchema = z.object({
  type: z.literal('welcome'),
  sessionId: idSchema,
  heartbeatMs: z.int().positive(),
  /** Random, made when the service's database is created or restored. */
  epoch: z.string().min(1).max(100),
  revision: revisionSchema,
  user: personSchema,
  snapshot: snapshotSchema.nullable(),
});
export type Welcome = z.infer<typeof welcomeSchema>;
