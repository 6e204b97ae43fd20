/** Where unsent mail and drafts wait for people who signed out here: apart from everything else, sealed to their person (product 4). */
import type { RecordChange } from '../ports.ts';

/** Whose a bundle is; nobody else's sign-in reads it. */
export interface Owner {
  readonly serviceId: string;
  readonly personId: string;
}

/** What one sign-out left. */
export interface Bundle {
  readonly records: readonly RecordChange[];
  /** Once it is durable elsewhere. Rejects with a `StoreError`. */
  readonly remove: () => Promise<void>;
}

export interface KeptWriting {
  /** Durable when it resolves, beside what is kept already. Rejects with a `StoreError`, and then nothing was added. */
  readonly keep: (owner: Owner, records: readonly RecordChange[]) => Promise<void>;
  /** Those that open now, oldest first; the others stay for a day on which they do. Rejects with a `StoreError`. */
  readonly bundles: (owner: Owner) => Promise<readonly Bundle[]>;
  /** Removes everything of this person, whether it opens or not. Rejects with a `StoreError`. */
  readonly forget: (owner: Owner) => Promise<void>;
}
