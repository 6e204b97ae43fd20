/** The mailboxes of a signed-in person: their own, and those that they may read; kept fresh and stopped together. */
import type { DelegatedMailbox } from '../../../shared/bridge/snapshot.ts';
import type { FurtherAccounts } from './further/further-account.ts';
import { createFurtherMailboxes, type FurtherMailboxesNeeds } from './further/further-mailboxes.ts';
import { createMailboxSync } from './mailbox-sync.ts';
import type { MailboxSync, MailboxSyncNeeds } from './sync-port.ts';

export interface Mailboxes extends MailboxSync {
  readonly delegated: () => readonly DelegatedMailbox[];
}

export type MailboxesNeeds = Omit<MailboxSyncNeeds, 'accounts'> & FurtherMailboxesNeeds;

export function createMailboxes(needs: MailboxesNeeds, stored: FurtherAccounts): Mailboxes {
  const further = createFurtherMailboxes(needs, stored);
  const own = createMailboxSync({ ...needs, accounts: further.heard });
  return {
    ...own,
    start: () => {
      own.start();
      further.start();
    },
    stop: async () => {
      await Promise.all([own.stop(), further.stop()]);
    },
    hint: () => {
      own.hint();
      further.hint();
    },
    delegated: further.view,
  };
}
