/** Codes of an authenticator app (RFC 6238): six digits, half a minute each, every code taken once. */
import { Secret, TOTP } from 'otpauth';
import { SECOND_MS } from '../../../shared/domain/instant.ts';
import type { Chance } from '../../storage/chance.ts';
import { isSame } from '../secrets.ts';

/** RFC 4226, 4 (R6): as long as the hash. */
const SECRET_BYTES = 20;
const STEP_MS = 30 * SECOND_MS;
/** Steps that a phone's clock may be off, either way (RFC 6238, 5.2). */
const DRIFT_STEPS = 1;

/** Base32. */
export function newTotpSecret(chance: Chance): string {
  const bytes = Uint8Array.from(Buffer.from(chance.token(SECRET_BYTES), 'base64url'));
  return new Secret({ buffer: bytes.buffer }).base32;
}

/** What the app scans; SHA-1, because most of them take nothing else, and it is not what HMAC's strength rests on. */
export function totpAddress(secret: string, account: string, issuer: string): string {
  return new TOTP({ secret, label: account, issuer }).toString();
}

/**
 * The step whose code this is, if it is after `lastStep`; null: none of those that are near. Spaces and hyphens are nothing.
 * A last step that has yet to come is of a clock that was wrong, and must not keep everybody out until then.
 */
export function matchingStep(secret: string, code: string, nowMs: number, lastStep: number): number | null {
  const digits = code.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '');
  const totp = new TOTP({ secret });
  const now = Math.floor(nowMs / STEP_MS);
  const last = lastStep > now + DRIFT_STEPS ? 0 : lastStep;
  for (let step = now - DRIFT_STEPS; step <= now + DRIFT_STEPS; step += 1)
    if (isSame(digits, totp.generate({ timestamp: step * STEP_MS })) && step > last) return step;
  return null;
}
