/** Stands in for the mail flow: takes what is submitted, and lets a test say what becomes of it. */
import type {
  OutboundMail,
  RecipientStatus,
  Submission,
  SubmissionMoved,
} from '../../../service/mail-flow/ports.ts';
import { createEmitter } from '../../../shared/lib/emitter.ts';

export interface FakeOutbound extends OutboundMail {
  readonly submitted: readonly Submission[];
  readonly woken: () => number;
  /** The next server took it: it cannot be taken back. */
  readonly handOver: (submissionId: string) => void;
}

export function fakeOutbound(): FakeOutbound {
  const submitted: Submission[] = [];
  const ends = new Map<string, 'final' | 'canceled'>();
  const moved = createEmitter<SubmissionMoved>();
  let wakes = 0;
  const recipient = (address: string, isSent: boolean): RecipientStatus =>
    isSent
      ? { address, delivered: 'yes', smtpReply: '250 2.0.0 taken' }
      : { address, delivered: 'queued', smtpReply: '250 2.0.0 queued' };
  return {
    submitted,
    woken: () => wakes,
    submit: async (_db, submission) => void submitted.push(submission),
    cancel: async (_db, id) => {
      if (!submitted.some(({ submissionId }) => submissionId === id)) return 'unknown';
      if (ends.get(id) === 'final') return 'already-handed-over';
      ends.set(id, 'canceled');
      return 'cancelled';
    },
    statusOf: async (_db, ids) =>
      new Map(
        submitted
          .filter(({ submissionId }) => ids.includes(submissionId))
          .map(({ submissionId, envelope }) => {
            const undoStatus = ends.get(submissionId) ?? 'pending';
            const recipients = envelope.rcptTo.map((address) => recipient(address, undoStatus === 'final'));
            return [submissionId, { undoStatus, recipients }];
          }),
      ),
    wake: () => void (wakes += 1),
    subscribe: moved.subscribe,
    handOver: (submissionId) => {
      ends.set(submissionId, 'final');
      const accountId = submitted.find((one) => one.submissionId === submissionId)?.accountId ?? '';
      moved.emit({ submissionId, accountId });
    },
  };
}
