/** REST: how a device registers (interfaces 2, `POST /devices`). */
import { z } from 'zod';
import { personSchema } from '../domain/person.ts';

export const DEVICE_NAME_CHARACTERS = 64;

export const registrationSchema = z.object({
  email: z.string().max(400),
  password: z.string().max(1000),
  device: z.object({
    name: z.string().nullish(),
    platform: z.string().nullish(),
    appVersion: z.string().nullish(),
    /** The 32 raw bytes of an Ed25519 key, base64url. */
    publicKey: z.string().max(200),
  }),
});
export type Registration = z.infer<typeof registrationSchema>;

export const registeredSchema = z.object({
  deviceId: z.string(),
  user: personSchema,
  service: z.object({ id: z.string(), name: z.string() }),
});
export type Registered = z.infer<typeof registeredSchema>;
