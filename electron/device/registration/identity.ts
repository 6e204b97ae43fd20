/** Who this device is: written once at registration, sealed with the other records (product 3, Registration). */
import { z } from 'zod';
import { personSchema } from '../../../shared/domain/person.ts';

export const identitySchema = z.object({
  deviceId: z.string().min(1),
  /** Ed25519, 32 raw bytes, base64url. */
  privateKey: z.string().min(1),
  person: personSchema,
  /** As it was typed; an alias perhaps. */
  signInEmail: z.string(),
  service: z.object({ id: z.string().min(1), name: z.string(), url: z.string().min(1) }),
  deviceName: z.string(),
  /** Milliseconds UTC, by the answer's Date header or this computer's clock: for people to read, nothing depends on it. */
  registeredAtMs: z.number(),
});
export type Identity = z.infer<typeof identitySchema>;
