/** The audit log's table: append-only, each row bound to the one before by its hash (security, "Audit"). */

export interface AuditTables {
  audit: {
    /** 1, 2, 3 … without a gap. */
    seq: number;
    /** Service time, RFC 3339. */
    at: string;
    /** Which log it belongs to; `continuity` is the filter "Continuity Services Logs". */
    service: string;
    actor: string;
    action: string;
    target: string;
    /** JSON, canonical. */
    detail: string;
    /** SHA-256 of the row before, hexadecimal; 64 zeros for the first. */
    prevHash: string;
    hash: string;
  };
  /** The last row that was let go of for its age: at most one row, none while the log has its beginning. */
  auditStart: { id: 1; seq: number; hash: string };
}
