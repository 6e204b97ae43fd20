/** What protects the key of keys: one small secret, sealed and opened by something outside the state folder. */
import { z } from 'zod';

/** Written beside the sealed secret, in plain: how to open it again; never a secret itself. */
export const protectionNoteSchema = z.discriminatedUnion('kind', [
  /** The operating system's secret store; `backend` is its own name for what it uses. */
  z.object({ kind: z.literal('os'), backend: z.string() }),
  /** A key in a file that only its owner can read. */
  z.object({ kind: z.literal('file') }),
  /** argon2id over what a person typed, or over CONTINUITY_STATE_KEY. */
  z.object({
    kind: z.literal(['passphrase', 'environment']),
    salt: z.base64(),
    memoryKiB: z.int().positive(),
    passes: z.int().positive(),
    lanes: z.int().positive(),
  }),
]);
export type ProtectionNote = z.infer<typeof protectionNoteSchema>;

export interface SealedSecret {
  readonly note: ProtectionNote;
  readonly sealed: Uint8Array;
}

export interface SecretBox {
  readonly kind: ProtectionNote['kind'];
  readonly seal: (secret: Uint8Array) => Promise<SealedSecret>;
  /** Rejects with a `SecretBoxError`. */
  readonly open: (secret: SealedSecret) => Promise<Uint8Array>;
  /** Forgets what it keeps itself, when everything that it protects is being removed. */
  readonly forget: () => Promise<void>;
}

export type SecretBoxProblem =
  /** The passphrase or the key is another. */
  | 'wrong-key'
  /** The operating system's secret store cannot be used now. */
  | 'unavailable'
  /** Another secret store than the one that sealed it (Signal's SafeStorageBackendChangeError). */
  | 'backend-changed'
  /** The key's file is gone. */
  | 'key-missing';

export class SecretBoxError extends Error {
  readonly problem: SecretBoxProblem;
  constructor(problem: SecretBoxProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SecretBoxError';
    this.problem = problem;
  }
}
