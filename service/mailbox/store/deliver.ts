/** Stores parsed messages and puts them into mailboxes: many in one transaction, and each once however often it is tried. */
import type { Placement } from '../emails.ts';
import type { MailEnvelope } from '../message-file.ts';
import type { Forwarding } from '../ports.ts';
import type { MailUnit } from './accounts.ts';
import { withoutDuplicates } from './duplicates.ts';
import { placeAll } from './place-emails.ts';
import { indexMessages } from './search-index.ts';
import { storeMessages, type StoredMail } from './stored-messages.ts';

export interface Arrival extends StoredMail {
  readonly placements: readonly Placement[];
  readonly envelope: MailEnvelope;
}

/** A message that is stored already is left as it is; a duplicate goes on its way, and into no mailbox a second time. */
export async function deliver(
  unit: MailUnit,
  arrivals: readonly Arrival[],
  queue: Forwarding['queue'],
): Promise<void> {
  const { db } = unit;
  const stored = await storeMessages(db, arrivals);
  await queue(
    db,
    stored.map(({ envelope, mail }) => ({ envelope, subject: mail.content.subject })),
  );
  const placings = stored.flatMap((message) =>
    message.placements.map((placement) => ({ message, placement })),
  );
  await placeAll(unit, await withoutDuplicates(db, placings));
  // Together and last: the index writes itself out before most other statements, once for each message in between.
  await indexMessages(
    db,
    stored.map((message) => ({
      message,
      owners: message.placements.map(({ accountId }) => accountId),
    })),
  );
}
