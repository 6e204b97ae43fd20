/** REST: the second factor of administrators: authenticator apps, recovery codes, and whether the organisation asks for one. */
import { z } from 'zod';
import { instantSchema } from '../domain/instant.ts';

export const FACTOR_NAME_CHARACTERS = 80;

export const factorViewSchema = z.object({
  id: z.string(),
  kind: z.enum(['totp', 'passkey']),
  /** As its owner calls it. */
  name: z.string(),
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
  /** When another administrator took the factors away, as long as there is none since. */
  resetAt: instantSchema.nullable(),
});
export type SecondFactorView = z.infer<typeof secondFactorViewSchema>;

/** By which one can show who one is, beside the password. */
export const PROOF_KINDS = ['totp', 'recovery-code'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/** What is to be answered, once, within five minutes. */
export const factorChallengeSchema = z.object({
  challenge: z.string(),
  expiresAt: instantSchema,
  kinds: z.array(z.enum(PROOF_KINDS)),
});
export type FactorChallenge = z.infer<typeof factorChallengeSchema>;

/** Spaces, hyphens and case of a code do not matter. */
export const factorProofSchema = z.object({
  challenge: z.string(),
  kind: z.enum(PROOF_KINDS),
  code: z.string(),
});
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
