/** Passkeys as browsers and services exchange them, bytes in base64url (WebAuthn Level 3, 5.1: the JSON forms). */
import { z } from 'zod';
import { MINUTE_MS } from '../domain/instant.ts';

/** How an authenticator is reached. What a later browser calls otherwise is left out: without any, all are tried. */
export const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;

/** COSE names of ES256, EdDSA and RS256: between them every authenticator has one. The first is what most have. */
export const PASSKEY_ALGORITHMS = [-7, -8, -257] as const;

/** As long as the challenge lives: whoever looks for a key, or reads slowly, is not hurried (WCAG 2.2.1). */
export const PASSKEY_TIMEOUT_MS = 5 * MINUTE_MS;

/** In base64url, of the 1023 bytes that there may be (WebAuthn, 4: credential id). */
const ID_SIGNS = 1364;
/** Authenticator data, a signature of RSA, or the client's data: none comes near. */
const PART_SIGNS = 4096;
/** With the certificates that some send although none were asked for. */
const ATTESTATION_SIGNS = 16_384;
/** More than there are ways. */
const MAX_TRANSPORTS = 16;
const TRANSPORT_SIGNS = 32;

const bytes = (maxSigns: number) => z.string().max(maxSigns);
const type = z.literal('public-key');

const descriptorSchema = z.object({
  id: z.string(),
  type,
  transports: z.array(z.enum(TRANSPORTS)).exactOptional(),
});
export type PasskeyDescriptor = z.infer<typeof descriptorSchema>;

/** For `navigator.credentials.get`. */
export const passkeyRequestSchema = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.int(),
  userVerification: z.literal('discouraged'),
  allowCredentials: z.array(descriptorSchema),
});
export type PasskeyRequest = z.infer<typeof passkeyRequestSchema>;

/** For `navigator.credentials.create`. */
export const newPasskeySchema = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type, alg: z.int() })),
  timeout: z.int(),
  attestation: z.literal('none'),
  authenticatorSelection: z.object({
    residentKey: z.literal('preferred'),
    userVerification: z.literal('discouraged'),
  }),
  excludeCredentials: z.array(descriptorSchema),
});
export type NewPasskey = z.infer<typeof newPasskeySchema>;

const credential = { id: bytes(ID_SIGNS), rawId: bytes(ID_SIGNS), type };

/** What an authenticator made. */
export const registrationSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes(PART_SIGNS),
    attestationObject: bytes(ATTESTATION_SIGNS),
    transports: z.array(z.string().max(TRANSPORT_SIGNS)).max(MAX_TRANSPORTS).nullish(),
  }),
});
export type Registration = z.infer<typeof registrationSchema>;

/** What an authenticator signed. Some tell no user, by leaving it out or by null. */
export const assertionSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes(PART_SIGNS),
    authenticatorData: bytes(PART_SIGNS),
    signature: bytes(PART_SIGNS),
    userHandle: bytes(ID_SIGNS).nullish(),
  }),
});
export type Assertion = z.infer<typeof assertionSchema>;
