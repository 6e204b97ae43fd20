/** Delegates' mailboxes: a cache and a synchronisation each, for as long as the service says that they may be read (product 4). */
import type { DelegatedMailbox } from '../../../../shared/bridge/snapshot.ts';
import { createTaskQueue } from '../../../../shared/lib/task-queue.ts';
import type { Http, MailStore, RecordChange } from '../../ports.ts';
import { mapChanges } from '../../record-changes.ts';
import { createMailboxSync } from '../mailbox-sync.ts';
import type { MailboxSync, MailboxSyncNeeds } from '../sync-port.ts';
import { settleAccounts, type FurtherAccounts } from './further-account.ts';

export interface FurtherMailboxesNeeds extends Omit<MailboxSyncNeeds, 'mail' | 'accounts'> {
  readonly furtherMail: (accountId: string) => MailStore;
  readonly put: (changes: readonly RecordChange[]) => void;
  readonly changed: () => void;
}

export interface FurtherMailboxes {
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  /** Look now. */
  readonly hint: () => void;
  /** Which there are, as the service has just said. */
  readonly heard: (accounts: FurtherAccounts) => void;
  /** Those that may be read, by name. */
  readonly view: () => readonly DelegatedMailbox[];
}

export function createFurtherMailboxes(
  needs: FurtherMailboxesNeeds,
  stored: FurtherAccounts,
): FurtherMailboxes {
  let accounts = stored;
  let isOn = false;
  const syncs = new Map<string, MailboxSync>();
  /** Withdrawn, and something of it may be left. */
  const leaving = new Set<string>();
  const removals = createTaskQueue();
  // One request at a time for all of them: the person's own mail has the right of way.
  const http = oneAtATime(needs.http);

  function open(accountId: string): MailboxSync {
    const sync = createMailboxSync({
      ...needs,
      http,
      mail: needs.furtherMail(accountId),
      accounts: () => undefined,
      access: () => {
        const access = needs.access();
        return access === null ? null : { ...access, accountId };
      },
    });
    sync.subscribe(needs.changed);
    return sync;
  }

  function follow(): void {
    for (const accountId of accounts.keys()) {
      const sync = syncs.get(accountId) ?? open(accountId);
      syncs.set(accountId, sync);
      if (isOn) sync.start();
    }
  }

  /** Its record goes last, so that a crash in between leaves nothing for ever. */
  async function remove(accountId: string): Promise<void> {
    if (accounts.has(accountId)) return;
    const sync = syncs.get(accountId);
    syncs.delete(accountId);
    await sync?.stop();
    await needs.furtherMail(accountId).wipe();
    leaving.delete(accountId);
    if (!accounts.has(accountId)) needs.put([{ kind: 'further-account', id: accountId, value: null }]);
  }

  function removeLeaving(): void {
    for (const accountId of leaving) {
      removals
        .add(() => remove(accountId))
        .catch((cause: unknown) => {
          needs.log.write('error', 'a withdrawn mailbox is not removed yet', { cause: String(cause) });
        });
    }
  }

  follow();
  return {
    start() {
      isOn = true;
      follow();
    },
    async stop() {
      isOn = false;
      await Promise.all(Array.from(syncs.values(), (sync) => sync.stop()));
    },
    hint() {
      for (const sync of syncs.values()) sync.hint();
    },
    heard(said) {
      const { kept, withdrawn } = settleAccounts(accounts, said);
      const written = mapChanges('further-account', accounts, kept).filter(({ value }) => value !== null);
      if (written.length > 0) needs.put(written);
      accounts = kept;
      for (const accountId of withdrawn) leaving.add(accountId);
      removeLeaving();
      follow();
      if (withdrawn.length + written.length > 0) needs.changed();
    },
    view: () =>
      Array.from(accounts, ([accountId, { name }]) => {
        const cache = syncs.get(accountId)?.view() ?? { state: 'off' as const };
        return { accountId, name, cache };
      }).sort((a, b) => a.name.localeCompare(b.name)),
  };
}

function oneAtATime(http: Http): Http {
  const turns = createTaskQueue();
  return { request: (request) => turns.add(() => http.request(request)) };
}
