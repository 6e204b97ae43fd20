/** Puts stored messages into mailboxes, many at once: numbers, threads and rows. */
import { toFlag } from '../../storage/column-types.ts';
import { chunksOf } from '../../storage/rows.ts';
import type { Tables } from '../../storage/tables.ts';
import { emailIdOf, type Placement } from '../emails.ts';
import { advanceAccounts, type MailUnit } from './accounts.ts';
import { joinThreads } from './join-threads.ts';
import type { StoredMail } from './stored-messages.ts';

/** One message in one mailbox. */
export interface Placing {
  readonly message: StoredMail;
  readonly placement: Placement;
}

/** The messages are stored, and not in those mailboxes yet. */
export async function placeAll(unit: MailUnit, placings: readonly Placing[]): Promise<void> {
  const threadIds = await joinThreads(unit.db, placings);
  const counts = new Map<string, number>();
  for (const { placement } of placings)
    counts.set(placement.accountId, (counts.get(placement.accountId) ?? 0) + 1);
  const lasts = await advanceAccounts(unit, counts);
  const given = new Map(Array.from(lasts, ([id, last]) => [id, last - (counts.get(id) ?? 0)]));
  const rows = placings.map((placing, index) => {
    const { accountId } = placing.placement;
    const modseq = (given.get(accountId) ?? 0) + 1;
    given.set(accountId, modseq);
    return rowOf(placing, threadIds[index] ?? '', modseq);
  });
  for (const some of chunksOf(rows)) await unit.db.insertInto('emails').values(some).execute();
}

function rowOf({ message, placement }: Placing, threadId: string, modseq: number): Tables['emails'] {
  const { accountId, mailbox, ownHash } = placement;
  return {
    ...{ accountId, mailbox, ownHash, threadId },
    id: emailIdOf(message.id, mailbox),
    messageId: message.id,
    receivedAtMs: message.receivedAtMs,
    seen: toFlag(placement.seen),
    flagged: toFlag(placement.flagged),
    answered: toFlag(placement.answered),
    draft: toFlag(placement.draft),
    createdModseq: modseq,
    changedModseq: modseq,
  };
}
