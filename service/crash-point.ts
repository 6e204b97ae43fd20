/** Named places where tests kill the service (guarantees, "Crash points"). */
import type { CrashPoints } from '../shared/lib/crash-point.ts';

export type CrashPoint = CrashPoints<
  /** Durable, and nobody has been told. */
  | 'event-committed-before-fanout'
  /** Some have been told, some not; `fanout-half:2` is after the second device. */
  | 'fanout-half'
  /** What a device told is durable, and the device does not know. */
  | 'ack-before-cursor'
  | 'smtp-data-before-commit'
  | 'commit-before-250'
  /** The next server has it, and we have not noted that. */
  | 'release-sent-before-mark'
  /** Revoked, and its link still open. */
  | 'revoke-before-close'
  /** The work is done in its transaction, and the row that tells of it is not. */
  | 'audit-row-before-hash'
  /** The mark has the new epoch, and the database not yet. */
  | 'restore-epoch'
  | `migration-step-${number}`
>;
