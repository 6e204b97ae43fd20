/** What protects the key of keys: one small secret, sealed and opened by something outside the state folder. */
import { z } from 'zod';

/**
 * What argon2id can be made to cost, whoever wrote the file: four times of what we ask for ourselves leaves room for a
 * later version, and no computer that runs the app is brought down by it. RFC 9106 section 3.1 has the lower bounds.
 */
const MAX_MEMORY_KIB = 256 * 1024;
const MAX_PASSES = 12;
const MAX_LANES = 16;
const MIN_KIB_PER_LANE = 8;
const MIN_SALT_BYTES = 8;
const MAX_SALT_BYTES = 64;

/** Written beside the sealed secret, in plain: how to open it again; never a secret itself. */
export const protectionNoteSchema = z.discriminatedUnion('kind', [
  /** The operating system's secret store; `backend` is its own name for what it uses. */
  z.object({ kind: z.literal('os'), backend: z.string() }),
  /** A key in a file that only its owner can read. */
  z.object({ kind: z.literal('file') }),
  /** argon2id over what a person typed, or over CONTINUITY_STATE_KEY. */
  z
    .object({
      kind: z.literal(['passphrase', 'environment']),
      salt: z.base64().refine(isSalt, `must be ${MIN_SALT_BYTES} to ${MAX_SALT_BYTES} bytes`),
      memoryKiB: z.int().max(MAX_MEMORY_KIB),
      passes: z.int().positive().max(MAX_PASSES),
      lanes: z.int().positive().max(MAX_LANES),
    })
    .refine(({ memoryKiB, lanes }) => memoryKiB >= MIN_KIB_PER_LANE * lanes, {
      path: ['memoryKiB'],
      error: `must be at least ${MIN_KIB_PER_LANE} for each lane`,
    }),
]);
export type ProtectionNote = z.infer<typeof protectionNoteSchema>;

function isSalt(text: string): boolean {
  const { length } = Buffer.from(text, 'base64');
  return length >= MIN_SALT_BYTES && length <= MAX_SALT_BYTES;
}

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
  /** The same protection for another secret; where that needs a key of its own, it lies at this path. */
  readonly beside: (path: string) => SecretBox;
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
