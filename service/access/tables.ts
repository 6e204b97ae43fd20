/** Administrators, their sessions, and API tokens; of every secret only what recognises it. */
import type { ColumnType } from 'kysely';
import type { Role } from '../../shared/domain/access.ts';

/** What an answer to a challenge lets one do; one for one purpose is none for another. */
export type ChallengePurpose = 'sign-in' | 'confirm' | 'enrol-totp' | 'enrol-passkey';

export interface AccessTables {
  administrators: {
    id: string;
    /** As written. */
    email: string;
    /** As compared. */
    emailKey: string;
    displayName: string;
    /** By which it is found and ordered: see search-key.ts. */
    nameKey: string;
    searchKey: string;
    role: Role;
    /** argon2id in PHC form. */
    passwordHash: string;
    createdAt: string;
    lastSignInAt: string | null;
    /** When another administrator took the factors away; null: never, or there is one since. */
    factorsResetAt: ColumnType<string | null, string | null | undefined>;
  };
  secondFactors: {
    id: string;
    administratorId: string;
    kind: 'totp' | 'passkey';
    name: string;
    /** Of an authenticator app what makes its codes, base32; of a passkey its public key, base64url. */
    secret: string;
    /** Of a passkey alone: by which it is known, for which host it was made, how it is reached (names separated by spaces). */
    credentialId: string | null;
    rpId: string | null;
    transports: string | null;
    /** Step of the last code taken, or the passkey's own count: what is not above it was seen before. */
    lastCount: number;
    createdAt: string;
    lastUsedAt: string | null;
  };
  recoveryCodes: {
    administratorId: string;
    /** SHA-256, hexadecimal. A code that was used is not there any more. */
    codeHash: string;
  };
  factorChallenges: {
    /** SHA-256 of what is sent, hexadecimal. */
    challengeHash: string;
    administratorId: string;
    purpose: ChallengePurpose;
    /** Of an authenticator app that is being set up, base32. */
    newSecret: string | null;
    failures: number;
    createdAt: string;
  };
  sessions: {
    /** SHA-256 of what the cookie holds, hexadecimal. */
    secretHash: string;
    administratorId: string;
    createdAt: string;
    /** To the minute. */
    lastSeenAt: string;
  };
  apiTokens: {
    id: string;
    /** SHA-256 of the token, hexadecimal. */
    secretHash: string;
    name: string;
    /** By which it is found and ordered: see search-key.ts. */
    nameKey: string;
    /** Separated by spaces, as OAuth writes them. */
    scopes: string;
    /** As audit rows name them. */
    createdBy: string;
    createdAt: string;
    /** To the minute. */
    lastUsedAt: string | null;
    /** null: never. */
    expiresAt: string | null;
  };
}
