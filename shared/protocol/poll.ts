/**
 * The poll fallback (interfaces 3): what a device sends to, and gets from, `GET /api/v1/device/snapshot`
 * while the channel cannot be opened. Told in full in PROTOCOL.md, "Poll fallback".
 */
import { z } from 'zod';
import { instantSchema } from '../domain/instant.ts';
import { personSchema } from '../domain/person.ts';
import { revisionSchema, snapshotSchema } from './messages/parts.ts';

export const POLL_PATH = '/api/v1/device/snapshot';

/** Lower case, as HTTP libraries give them. Nonce and service are the 401 answer's, the others and the nonce again the request's. */
export const POLL_HEADERS = {
  device: 'continuity-device',
  nonce: 'continuity-nonce',
  signature: 'continuity-signature',
  /** The request's too, both or neither: the address that was dialled, and `meantText` signed. */
  meant: 'continuity-meant',
  meantSignature: 'continuity-meant-signature',
  service: 'continuity-service',
} as const;

/** A nonce serves one request, within this long of being handed out. */
export const POLL_NONCE_LIFE_MS = 30_000;

/**
 * UTF-8 of this is signed with the device's Ed25519 key (base64url of 64 bytes). Its first line differs from the
 * channel's, so that no signature made for the one can be used on the other (G36).
 */
export function pollText(serviceId: string, deviceId: string, nonce: string): string {
  return `continuity.device-poll.v1\n${serviceId}\n${deviceId}\n${nonce}`;
}

/** `code` of the problem documents, and what each asks of the device. */
export const POLL_PROBLEMS = {
  /** 401: sign the nonce of this answer's header and ask again, once. */
  nonceRequired: 'nonce-required',
  /** 401: as close code 4001. */
  notAuthenticated: 'not-authenticated',
  /** 403: as close code 4003. Told only to who holds the key. */
  revoked: 'device-revoked',
  /** 429, with Retry-After: as close code 4029. */
  tooManyAttempts: 'too-many-attempts',
} as const;

/** The whole truth of a device at one revision, as a welcome with a snapshot, a time and a token would tell it. */
export const pollAnswerSchema = z.object({
  serverTime: instantSchema,
  epoch: z.string().min(1).max(100),
  revision: revisionSchema,
  user: personSchema,
  snapshot: snapshotSchema,
  /** A Bearer token for JMAP with its end, as the channel's `token`; both or neither. */
  accessToken: z.string().min(1).max(4096).optional(),
  expiresAt: instantSchema.optional(),
});
export type PollAnswer = z.infer<typeof pollAnswerSchema>;
