/** Chance as a port: identifiers and secrets come from here, so that a test can name them. */
import { randomBytes, randomUUID } from 'node:crypto';

export interface Chance {
  /** An opaque, unguessable identifier. */
  readonly id: () => string;
  /** Random bytes, base64url. */
  readonly token: (bytes: number) => string;
}

export const systemChance: Chance = {
  id: () => randomUUID(),
  token: (bytes) => randomBytes(bytes).toString('base64url'),
};
