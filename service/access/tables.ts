/** Administrators, their sessions, and API tokens; of every secret only what recognises it. */
import type { Role } from '../../shared/domain/access.ts';

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
