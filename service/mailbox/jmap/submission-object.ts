/** A submission as JMAP shows it (RFC 8621 section 7). */
import { fromMs } from '../../../shared/domain/instant.ts';
import type { SubmissionStatus } from '../../mail-flow/ports.ts';
import type { StoredSubmission } from '../store/submissions.ts';

/** `status` undefined: nothing is known beyond what is stored. */
export function submissionObject(
  submission: StoredSubmission,
  status: SubmissionStatus | undefined,
): Record<string, unknown> {
  const { id, identityId, emailId, threadId, envelope, sendAtMs } = submission;
  return {
    ...{ id, identityId, emailId, threadId, envelope },
    sendAt: fromMs(sendAtMs),
    undoStatus: status?.undoStatus ?? submission.undoStatus,
    deliveryStatus: status === undefined ? null : deliveryStatus(status),
    dsnBlobIds: [],
    mdnBlobIds: [],
  };
}

function deliveryStatus(status: SubmissionStatus): Record<string, unknown> {
  return Object.fromEntries(
    status.recipients.map(({ address, smtpReply, delivered }) => [
      address,
      { smtpReply, delivered, displayed: 'unknown' },
    ]),
  );
}
