/** Bearer tokens for JMAP: signed, short-lived, of one device; a revoked device's is refused at once (interfaces 3, G35). */
import { webcrypto } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { SECOND_MS } from '../../shared/domain/instant.ts';
import { ACCESS_TOKEN_MAX_MS } from '../../shared/protocol/timing.ts';
import type { AccessTokens } from '../channel/ports.ts';

const { subtle } = webcrypto;
const ALGORITHM = 'HS256';
const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const AUDIENCE = 'mailbox';

export interface TokenBearer {
  readonly deviceId: string;
  readonly userId: string;
  readonly expiresAtMs: number;
}

export interface CheckedAccessTokens extends AccessTokens {
  /** null: not one of ours, or over. Whether the device is still registered is for the caller to look up. */
  readonly check: (accessToken: string, nowMs: number) => Promise<TokenBearer | null>;
}

interface Needs {
  /** 32 bytes, base64url. */
  readonly secret: string;
  readonly serviceId: string;
}

export function createAccessTokens({ secret, serviceId }: Needs): CheckedAccessTokens {
  // Once, and not for every token as for bare bytes: a tenth of what a small request costs.
  const imported = subtle.importKey('raw', Buffer.from(secret, 'base64url'), HMAC, false, ['sign', 'verify']);
  return {
    async issue(device, nowMs) {
      // Whole seconds, because a JWT has no others.
      const issuedAt = Math.floor(nowMs / SECOND_MS);
      const expiresAt = issuedAt + ACCESS_TOKEN_MAX_MS / SECOND_MS;
      const accessToken = await new SignJWT({ device: device.id })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt' })
        .setIssuer(serviceId)
        .setAudience(AUDIENCE)
        .setSubject(device.userId)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(await imported);
      return { accessToken, expiresAtMs: expiresAt * SECOND_MS };
    },
    async check(accessToken, nowMs) {
      try {
        const { payload } = await jwtVerify(accessToken, await imported, {
          algorithms: [ALGORITHM],
          typ: 'at+jwt',
          issuer: serviceId,
          audience: AUDIENCE,
          currentDate: new Date(nowMs),
          requiredClaims: ['sub', 'exp', 'device'],
        });
        const { sub, exp = 0, device } = payload;
        if (sub === undefined || typeof device !== 'string') return null;
        return { deviceId: device, userId: sub, expiresAtMs: exp * SECOND_MS };
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}
