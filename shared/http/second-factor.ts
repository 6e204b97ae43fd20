/** REST: the second factor of administrators: passkeys, authenticator apps, recovery codes, and whether the organisation asks for one. */
import { z } from 'zod';
import { instantSchema } from '../domain/instant.ts';
import { assertionSchema, newPasskeySchema, passkeyRequestSchema, registrationSchema } from './passkey.ts';

export const FACTOR_NAME_CHARACTERS = 80;
/** Of one administrator: more than anybody has phones and keys, few enough for every answer to list them. */
export const MAX_FACTORS = 20;

export const factorViewSchema = z.object({
  id: z.string(),
  kind: z.enum(['totp', 'passkey']),
  /** As its owner calls it. */
  name: z.string(),
  /** Of a passkey: the only host that it works at. */
  host: z.string().nullable(),
  createdAt: instantSchema,
  lastUsedAt: instantSchema.nullable(),
});
export type FactorView = z.infer<typeof factorViewSchema>;

/** The own ones. */
export const secondFactorViewSchema = z.object({
  factors: z.array(factorViewSchema),
  recoveryCodesLeft: z.int(),
  /** The organisation asks everybody for one. */
  required: z.boolean(),
  /** Whether a passkey can be set up at the address that was asked. */
  passkeysHere: z.boolean(),
  /** When another administrator took the factors away, as long as there is none since. */
  resetAt: instantSchema.nullable(),
});
export type SecondFactorView = z.infer<typeof secondFactorViewSchema>;

/** By which one can show who one is, beside the password. */
const CODE_KINDS = ['totp', 'recovery-code'] as const;
export const PROOF_KINDS = ['passkey', ...CODE_KINDS] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/** What is to be answered, once, within five minutes. */
export const factorChallengeSchema = z.object({
  challenge: z.string(),
  expiresAt: instantSchema,
  /** None: no factor of theirs works at the address that was asked. */
  kinds: z.array(z.enum(PROOF_KINDS)),
  /** What the browser is to ask a passkey; null: there is none for this address. */
  passkey: passkeyRequestSchema.nullable(),
});
export type FactorChallenge = z.infer<typeof factorChallengeSchema>;

const passkeyProofSchema = z.object({
  challenge: z.string(),
  kind: z.literal('passkey'),
  assertion: assertionSchema,
});
export type PasskeyProof = z.infer<typeof passkeyProofSchema>;

/** Spaces, hyphens and case of a code do not matter. */
const codeProofSchema = z.object({ challenge: z.string(), kind: z.enum(CODE_KINDS), code: z.string() });
export type CodeProof = z.infer<typeof codeProofSchema>;

export const factorProofSchema = z.discriminatedUnion('kind', [codeProofSchema, passkeyProofSchema]);
export type FactorProof = z.infer<typeof factorProofSchema>;

export const passwordAgainSchema = z.object({ currentPassword: z.string() });

/** The secret is told this once; it counts when a code that it makes has come back. */
export const newTotpSchema = z.object({
  challenge: z.string(),
  expiresAt: instantSchema,
  /** Base32, to be typed. */
  secret: z.string(),
  /** `otpauth://`, to be scanned. */
  address: z.string(),
});
export type NewTotp = z.infer<typeof newTotpSchema>;

export const totpConfirmationSchema = z.object({ challenge: z.string(), code: z.string(), name: z.string() });
export type TotpConfirmation = z.infer<typeof totpConfirmationSchema>;

/** What the browser is to make; it counts when it has come back. */
export const begunPasskeySchema = z.object({
  challenge: z.string(),
  expiresAt: instantSchema,
  passkey: newPasskeySchema,
});
export type BegunPasskey = z.infer<typeof begunPasskeySchema>;

export const passkeyConfirmationSchema = z.object({
  challenge: z.string(),
  registration: registrationSchema,
  name: z.string(),
});
export type PasskeyConfirmation = z.infer<typeof passkeyConfirmationSchema>;

/** Told this once; null: those that there are stay. */
export const enrolledSchema = z.object({ recoveryCodes: z.array(z.string()).nullable() });
export type Enrolled = z.infer<typeof enrolledSchema>;

export const newRecoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });

/** What takes a factor away: the password, and a factor. */
export const factorChangeSchema = z.object({ currentPassword: z.string(), proof: factorProofSchema });
export type FactorChange = z.infer<typeof factorChangeSchema>;

export const securitySettingsSchema = z.object({
  /** Whoever has none can do nothing but set one up. */
  requireSecondFactor: z.boolean(),
});
export type SecuritySettings = z.infer<typeof securitySettingsSchema>;
