/** D: proof of the private key, what the device is, and what it knows already. */
import { z } from 'zod';
import { idSchema, revisionSchema } from './parts.ts';

export const authenticateSchema = z.object({
  type: z.literal('authenticate'),
  deviceId: idSchema,
  nonce: z.string().max(100),
  /** Ed25519 over `challengeText`, base64url of 64 bytes. */
  signature: z.string().max(200),
  appVersion: z.string().max(50),
  signedIn: z.boolean(),
  cachedMode: z.boolean(),
  epoch: z.string().max(100).optional(),
  revision: revisionSchema.optional(),
  /** Where the device believes it speaks to: as an origin, with Ed25519 over `meantText`. */
  meant: z.object({ address: z.string().max(300), signature: z.string().max(200) }).optional(),
});
export type Authenticate = z.infer<typeof authenticateSchema>;
