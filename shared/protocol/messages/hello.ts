/** S: the service speaks first; the nonce is signed by the device. */
import { z } from 'zod';
import { instantSchema } from '../../domain/instant.ts';
import { idSchema } from './parts.ts';

export const helloSchema = z.object({
  type: z.literal('hello'),
  serviceId: idSchema,
  serverTime: instantSchema,
  /** 32 random bytes, base64url; single use. */
  nonce: z.string().length(43),
});
export type Hello = z.infer<typeof helloSchema>;
