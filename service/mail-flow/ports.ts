/** What mail flow offers to those who send mail, and what it needs of the world to pass mail on. */
import type { Kysely, Transaction } from 'kysely';
import type { Emitter } from '../../shared/lib/emitter.ts';
import type { Tables } from '../storage/tables.ts';

export interface Submission {
  /** Made by the sender before the first try, unique for ever: submitted again under it, a message goes out once (G29). */
  readonly submissionId: string;
  /** Whose mailbox learns of a failure. */
  readonly accountId: string;
  readonly envelope: { readonly mailFrom: string; readonly rcptTo: readonly string[] };
  /** The stored message: its raw file is sent, without its Bcc field, and kept until nobody waits for it. */
  readonly messageId: string;
  /** Not before; null: at once. RFC 3339. */
  readonly sendAt: string | null;
}

export type CancelAnswer = 'cancelled' | 'already-handed-over' | 'unknown';

/** RFC 8621 section 7, DeliveryStatus. */
export interface RecipientStatus {
  readonly address: string;
  /** `unknown`: the next server has it, and what becomes of it is not ours to see. */
  readonly delivered: 'queued' | 'yes' | 'no' | 'unknown';
  /** The last answer, `250 2.0.0 queued` before there was one. */
  readonly smtpReply: string;
}

export interface SubmissionStatus {
  /** RFC 8621 section 7, undoStatus. */
  readonly undoStatus: 'pending' | 'final' | 'canceled';
  readonly recipients: readonly RecipientStatus[];
}

export interface SubmissionMoved {
  readonly submissionId: string;
  readonly accountId: string;
}

/** Mail from people to anyone; JMAP's EmailSubmission is made of it. */
export interface OutboundMail {
  /** Part of the caller's transaction; after its commit the caller calls `wake`. Again with the same id changes nothing. */
  readonly submit: (db: Transaction<Tables>, submission: Submission) => Promise<void>;
  /** All recipients or none: never both sent and cancelled (G31). Part of the caller's transaction. */
  readonly cancel: (db: Transaction<Tables>, submissionId: string) => Promise<CancelAnswer>;
  /** Of those that are known. */
  readonly statusOf: (
    db: Kysely<Tables>,
    submissionIds: readonly string[],
  ) => Promise<ReadonlyMap<string, SubmissionStatus>>;
  /** Something was submitted and committed. */
  readonly wake: () => void;
  /** Called after a commit that moved a submission, once for each. */
  readonly subscribe: Emitter<SubmissionMoved>['subscribe'];
}
