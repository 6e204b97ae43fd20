/** Follows what becomes of submissions, so that clients learn of it by their state (RFC 8621 section 7). */
import type { Kysely } from 'kysely';
import type { Stop } from '../../shared/lib/emitter.ts';
import { createTaskQueue } from '../../shared/lib/task-queue.ts';
import type { OutboundMail } from '../mail-flow/ports.ts';
import type { Tables } from '../storage/tables.ts';
import type { WritePath } from '../storage/write-path.ts';
import { pendingSubmissions, touchSubmission, type SubmissionKey } from './store/submissions.ts';

interface Needs {
  readonly db: Kysely<Tables>;
  readonly outbound: OutboundMail;
  readonly writePath: WritePath;
  readonly failed: (error: unknown) => void;
}

export interface FollowSubmissions {
  /** Also learns what moved while nobody followed. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export function followSubmissions({ db, writePath, outbound, failed }: Needs): FollowSubmissions {
  const turns = createTaskQueue();
  let unsubscribe: Stop = () => undefined;
  const take = async ({ accountId, submissionId }: SubmissionKey): Promise<void> => {
    const status = (await outbound.statusOf(db, [submissionId])).get(submissionId);
    if (status === undefined) return;
    const { undoStatus } = status;
    await writePath.transact((unit) => touchSubmission(unit, accountId, submissionId, { undoStatus }));
  };
  return {
    start: async () => {
      unsubscribe = outbound.subscribe((moved) => {
        turns.add(() => take(moved)).catch(failed);
      });
      for (const key of await pendingSubmissions(db)) await turns.add(() => take(key));
    },
    stop: async () => {
      unsubscribe();
      await turns.add(() => Promise.resolve());
    },
  };
}
