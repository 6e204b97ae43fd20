/** One run of the sync: from wherever the store stands to what the service has in the window. */
import { z } from 'zod';
import { MAIL_WINDOW_MS } from '../../../shared/domain/mail-window.ts';
import { fromMs, toMs } from '../../../shared/domain/instant.ts';
import type { CachedMail } from '../ports.ts';
import { syncChanges } from './changes-sync.ts';
import { syncEverything } from './full-sync.ts';
import { rollOut } from './gone-mail.ts';
import type { FurtherAccounts } from './further/further-account.ts';
import type { JmapClient } from './jmap/client.ts';
import type { Roles } from './jmap/email.ts';
import { answerOf } from './jmap/response.ts';
import { SyncError } from './sync-error.ts';
import { readNote, writeNote, type SyncNote } from './sync-note.ts';
import type { MailboxSyncNeeds } from './sync-port.ts';
import type { SyncRun } from './sync-run.ts';

export type RunNeeds = Pick<
  MailboxSyncNeeds,
  'mail' | 'log' | 'access' | 'nowMs' | 'prioritySince' | 'accounts'
> & {
  readonly client: JmapClient;
};
export type RunEvents = Pick<SyncRun, 'checkStopped' | 'changed' | 'expects'>;

/** Answers with what it kept. Rejects with `SyncError`, `StoreError`, `MethodRefused` or `RunStopped`. */
export async function runSync(needs: RunNeeds, events: RunEvents): Promise<SyncNote> {
  const { run, note, held } = await prepare(needs, events);
  const isIntact = note?.accountId === run.accountId && note.messages === held;
  const followed = isIntact ? await syncChanges(run, note.emailState) : null;
  const emailState = followed ?? (await syncEverything(run));
  await rollOut(run);
  return keep(needs, run, emailState);
}

async function prepare(needs: RunNeeds, events: RunEvents) {
  const access = needs.access();
  if (access === null) throw new SyncError('service-unreachable', 'there is no way to the mailbox now');
  await checkAllowed(needs, access.accountId);
  const roles = await readRoles(needs.client, access.accountId);
  events.checkStopped();
  // The answer may have said that the accounts are others now; asked twice, nothing is asked for twice.
  const further = await checkAllowed(needs, access.accountId);
  needs.accounts(further);
  const note = readNote(await needs.mail.syncState());
  // Mail of someone else has no place beside this person's.
  const isOurs = note?.accountId === access.accountId;
  if (note !== null && !isOurs) await needs.mail.wipe();
  const held = (await needs.mail.counts()).messages;
  const have = new Set(await needs.mail.ids());
  const since = needs.prioritySince();
  const run: SyncRun = {
    ...needs,
    ...events,
    accountId: access.accountId,
    roles,
    windowStartMs: needs.nowMs() - MAIL_WINDOW_MS,
    prioritySinceMs: since === null ? null : toMs(since),
    have,
    kept: new Set(isOurs ? note.kept.filter((id) => have.has(id)) : []),
  };
  return { run, note, held };
}

/** Answers with the other accounts that there are. */
async function checkAllowed({ client }: RunNeeds, accountId: string): Promise<FurtherAccounts> {
  const { accounts } = await client.session();
  if (!accounts.has(accountId)) throw new SyncError('not-allowed', 'the account is not ours to read');
  return new Map([...accounts].filter(([id]) => id !== accountId));
}

const rolesSchema = z.object({ list: z.array(z.object({ id: z.string(), role: z.string().nullable() })) });
const KNOWN_ROLES: ReadonlySet<string> = new Set<CachedMail['mailbox']>(['inbox', 'sent', 'drafts']);

async function readRoles(client: JmapClient, accountId: string): Promise<Roles> {
  const responses = await client.call([
    ['Mailbox/get', { accountId, properties: ['id', 'role'] }, 'mailboxes'],
  ]);
  const { list } = answerOf(responses, 'mailboxes', rolesSchema);
  return new Map(list.map(({ id, role }) => [id, isKnownRole(role) ? role : 'other']));
}

function isKnownRole(role: string | null): role is CachedMail['mailbox'] {
  return role !== null && KNOWN_ROLES.has(role);
}

/** What the store lost while we filled it (a damaged index, an altered file) is noticed here, and fetched by the next run. */
async function keep(needs: RunNeeds, run: SyncRun, emailState: string): Promise<SyncNote> {
  const { messages } = await run.mail.counts();
  if (messages !== run.have.size) {
    await run.mail.setSyncState(null);
    throw new SyncError('disk-error', 'the store lost mail while it was filled');
  }
  const { accountId, kept } = run;
  const completeAt = fromMs(needs.nowMs());
  const note = { accountId, emailState, messages, completeAt, kept: [...kept] };
  await run.mail.setSyncState(writeNote(note));
  run.expects(messages);
  return note;
}
