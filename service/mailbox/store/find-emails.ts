/** Looks up e-mails of an account: by id with their content, by thread, and the text of their bodies. */
import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import { windowStartMs } from '../../../shared/domain/mail-window.ts';
import type { Slice } from '../../loop-turns.ts';
import type { Tables } from '../../storage/tables.ts';
import type { MailContent } from '../../../shared/mail/mail-content.ts';
import type { MailboxRole } from '../tables.ts';

export interface StoredEmail {
  readonly id: string;
  readonly messageId: string;
  readonly threadId: string;
  readonly mailbox: MailboxRole;
  readonly receivedAtMs: number;
  readonly size: number;
  readonly seen: boolean;
  readonly flagged: boolean;
  readonly answered: boolean;
  readonly draft: boolean;
  readonly hasAttachment: boolean;
  /** null: received. */
  readonly ownHash: string | null;
  readonly content: MailContent;
}

export interface StoredBody {
  readonly partId: string;
  readonly value: string;
  readonly isCut: boolean;
}

/** The plus keeps SQLite from walking the whole window for a few ids. */
const inWindow = (column: string, nowMs: number): RawBuilder<SqlBool> =>
  sql<SqlBool>`+${sql.ref(column)} >= ${windowStartMs(nowMs)}`;

/** What was read of a header may be half a megabyte a message. */
const EMAILS_AT_ONCE = 25;

/** Those that are in the window, in no particular order. `ids` null: all, up to `limit`. Others have their turns meanwhile. */
export async function findEmails(
  db: Kysely<Tables>,
  accountId: string,
  ids: readonly string[] | null,
  { nowMs, limit, slice }: { readonly nowMs: number; readonly limit: number; readonly slice: Slice },
): Promise<readonly StoredEmail[]> {
  const found: StoredEmail[] = [];
  const wanted = ids ?? (await newestIds(db, accountId, nowMs, limit));
  for (let from = 0; from < wanted.length; from += EMAILS_AT_ONCE) {
    for (const row of await emailRows(db, accountId, wanted.slice(from, from + EMAILS_AT_ONCE), nowMs)) {
      found.push(storedEmail(row));
      await slice.rest();
    }
  }
  return found.slice(0, limit);
}

async function newestIds(
  db: Kysely<Tables>,
  accountId: string,
  nowMs: number,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('emails')
    .select('id')
    .where('accountId', '=', accountId)
    .where('receivedAtMs', '>=', windowStartMs(nowMs))
    .orderBy('receivedAtMs', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

function emailRows(db: Kysely<Tables>, accountId: string, ids: readonly string[], nowMs: number) {
  return db
    .selectFrom('emails')
    .innerJoin('messages', 'messages.id', 'emails.messageId')
    .select(['emails.id', 'emails.messageId', 'emails.threadId', 'emails.mailbox', 'emails.receivedAtMs'])
    .select(['emails.seen', 'emails.flagged', 'emails.answered', 'emails.draft', 'emails.ownHash'])
    .select(['messages.size', 'messages.hasAttachment', 'messages.content'])
    .where('emails.accountId', '=', accountId)
    .where(inWindow('emails.receivedAtMs', nowMs))
    .where('emails.id', 'in', ids)
    .execute();
}

function storedEmail(row: Awaited<ReturnType<typeof emailRows>>[number]): StoredEmail {
  return {
    ...row,
    seen: row.seen === 1,
    flagged: row.flagged === 1,
    answered: row.answered === 1,
    draft: row.draft === 1,
    hasAttachment: row.hasAttachment === 1,
    // Our own writing, in this schema's version.
    content: JSON.parse(row.content) as MailContent,
  };
}

/** The bodies of a message, each cut to `maxCharacters`: message by message and part by part, because each may be megabytes long. */
export async function findBodies(
  db: Kysely<Tables>,
  messageId: string,
  maxCharacters: number,
  slice: Slice,
): Promise<readonly StoredBody[]> {
  const bodies: StoredBody[] = [];
  const parts = await db
    .selectFrom('messageBodies')
    .select('partId')
    .where('messageId', '=', messageId)
    .execute();
  for (const { partId } of parts) {
    const { value, isCut, length } = await db
      .selectFrom('messageBodies')
      .select(['isCut', sql<string>`substr(${sql.ref('value')}, 1, ${maxCharacters})`.as('value')])
      .select(sql<number>`length(${sql.ref('value')})`.as('length'))
      .where('messageId', '=', messageId)
      .where('partId', '=', partId)
      .executeTakeFirstOrThrow();
    bodies.push({ partId, value, isCut: isCut === 1 || length > maxCharacters });
    await slice.rest();
  }
  return bodies;
}

/** Ids of each thread's e-mails, oldest first; a thread without any is left out. */
export async function findThreads(
  db: Kysely<Tables>,
  accountId: string,
  threadIds: readonly string[],
  nowMs: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const threads = new Map<string, string[]>();
  if (threadIds.length === 0) return threads;
  const rows = await db
    .selectFrom('emails')
    .select(['id', 'threadId'])
    .where('accountId', '=', accountId)
    .where('threadId', 'in', threadIds)
    .where(inWindow('receivedAtMs', nowMs))
    .orderBy('receivedAtMs')
    .orderBy('id')
    .execute();
  for (const { id, threadId } of rows) {
    const list = threads.get(threadId) ?? [];
    threads.set(threadId, list);
    list.push(id);
  }
  return threads;
}

/** The content of a message that the account has, or null: then its bytes are none of theirs. */
export async function contentFor(
  db: Kysely<Tables>,
  accountId: string,
  messageId: string,
  nowMs: number,
): Promise<MailContent | null> {
  const row = await db
    .selectFrom('emails')
    .innerJoin('messages', 'messages.id', 'emails.messageId')
    .select('messages.content')
    .where('emails.accountId', '=', accountId)
    .where('emails.messageId', '=', messageId)
    .where(inWindow('emails.receivedAtMs', nowMs))
    .executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.content) as MailContent);
}
