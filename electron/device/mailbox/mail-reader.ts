/** Answers the window's calls about mail from the caches alone, so that they work without any network. */
import type { MailRow, MailView } from '../../../shared/bridge/mail.ts';
import type { CallAnswer } from '../../../shared/bridge/calls.ts';
import { readKey, writeKey } from '../../../shared/bridge/mail-key.ts';
import type { MailReading, MailStore, StoredRow } from '../ports.ts';
import { safeFileName } from './reading/file-name.ts';
import type { CreateMailReader, MailReaderNeeds } from './sync-port.ts';

const RAW_TYPE = 'message/rfc822';

export const createMailReader: CreateMailReader = (needs) => ({
  list: async ({ accountId, mailbox, unreadOnly, offset, limit }, generation) => {
    const account = accountOf(needs, accountId);
    if (account === null) return { rows: [], offset, total: 0, generation };
    const { rows, total } = await account.store.list({ mailbox, unreadOnly, offset, limit });
    return { rows: rows.map(account.row), offset, total, generation };
  },
  search: async ({ text, limit }) => {
    const ids = [null, ...needs.further().map(({ accountId }) => accountId)];
    const accounts = ids.flatMap((accountId) => accountOf(needs, accountId) ?? []);
    const found = await Promise.all(
      accounts.map(async ({ store, row }) => (await store.search(text, limit)).map(row)),
    );
    const newestFirst = found.flat().sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
    return newestFirst.slice(0, limit);
  },
  open: async (id) => {
    const found = await find(needs, id);
    if (found === null) return notCached;
    return { ok: true, value: toView(found.row, await needs.parser.read(found.raw)) };
  },
  bytes: async ({ id, index }) => {
    const found = await find(needs, id);
    if (found === null) return notCached;
    if (index === null) {
      const fileName = safeFileName(`${found.row.subject || 'message'}.eml`, RAW_TYPE);
      return { ok: true, value: { bytes: found.raw, fileName, mediaType: RAW_TYPE } };
    }
    const part = await needs.parser.part(found.raw, index);
    return part === null ? noSuchPart : { ok: true, value: part };
  },
});

interface Account {
  readonly store: MailStore;
  /** As the window has it. */
  readonly row: (row: StoredRow) => MailRow;
}

/** null: it may not be read, or not any more. */
function accountOf(
  { mail, furtherMail, further }: MailReaderNeeds,
  accountId: string | null,
): Account | null {
  if (accountId === null) return { store: mail, row: (row) => ({ ...row, delegateOf: null }) };
  const account = further().find((readable) => readable.accountId === accountId);
  if (account === undefined) return null;
  const row = (stored: StoredRow): MailRow => ({
    ...stored,
    id: writeKey({ accountId, id: stored.id }),
    delegateOf: account.name,
  });
  return { store: furtherMail(accountId), row };
}

async function find(needs: MailReaderNeeds, key: string): Promise<{ row: MailRow; raw: Uint8Array } | null> {
  const { accountId, id } = readKey(key);
  const account = accountOf(needs, accountId);
  const row = account === null ? null : await account.store.row(id);
  const raw = account === null || row === null ? null : await account.store.raw(id);
  return account === null || row === null || raw === null ? null : { row: account.row(row), raw };
}

/** A message that could not be parsed still says who wrote it and what about: the service read that much (G27). */
function toView(row: MailRow, reading: MailReading): MailView {
  const view = { ...reading, id: row.id, receivedAt: row.receivedAt, delegateOf: row.delegateOf };
  if (reading.body.kind !== 'unreadable' || reading.from.length > 0) return view;
  return { ...view, subject: row.subject, from: [row.from], to: row.to };
}

const notCached = refused('not-cached', 'this message is not on this computer (any more)');
const noSuchPart = refused('no-such-part', 'this message has no such attachment');

function refused(code: string, message: string): Extract<CallAnswer<'mail.open'>, { ok: false }> {
  return { ok: false, problem: { code, field: null, message, retryAfterMs: null } };
}
