/** Idempotency keys and the answers that belong to them. */

export interface IdempotencyTables {
  idempotencyKeys: {
    /** SHA-256 of who and the key: another caller's key is another key. */
    key: string;
    /** Keyed hash of what was asked: a body may hold a password. */
    fingerprint: string;
    createdAt: string;
    /** JSON: status, headers and body; null: not answered yet, or the service died over it. */
    answer: string | null;
  };
}
