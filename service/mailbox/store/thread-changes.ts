/** Which threads came, changed or went since a number: those that an e-mail joined or left (RFC 8621 section 3.2). */
import type { Kysely } from 'kysely';
import type { Tables } from '../../storage/tables.ts';
import { emailChanges, type EmailChanges } from './changes.ts';

export interface ThreadChanges extends Pick<EmailChanges, 'modseq' | 'more'> {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly destroyed: readonly string[];
}

/** null: that far back is no longer known, or never was. */
export async function threadChanges(
  db: Kysely<Tables>,
  accountId: string,
  since: number,
  limit: number,
): Promise<ThreadChanges | null> {
  const found = await emailChanges(db, accountId, since, limit);
  if (found === null) return null;
  const touched = found.changes.filter(({ kind }) => kind !== 'updated').map(({ threadId }) => threadId);
  const threadIds = [...new Set(touched)];
  const [there, before] = await memberships(db, accountId, since, threadIds);
  return {
    modseq: found.modseq,
    more: found.more,
    created: threadIds.filter((id) => there.has(id) && !before.has(id)),
    updated: threadIds.filter((id) => there.has(id) && before.has(id)),
    destroyed: threadIds.filter((id) => !there.has(id) && before.has(id)),
  };
}

/** The threads that have e-mails now, and those that had some at that number. */
async function memberships(
  db: Kysely<Tables>,
  accountId: string,
  since: number,
  threadIds: readonly string[],
): Promise<readonly [there: ReadonlySet<string>, before: ReadonlySet<string>]> {
  if (threadIds.length === 0) return [new Set(), new Set()];
  const present = await db
    .selectFrom('emails')
    .select(['threadId', 'createdModseq'])
    .where('accountId', '=', accountId)
    .where('threadId', 'in', threadIds)
    .execute();
  const gone = await db
    .selectFrom('goneEmails')
    .select('threadId')
    .where('accountId', '=', accountId)
    .where('threadId', 'in', threadIds)
    .where('createdModseq', '<=', since)
    .where('goneModseq', '>', since)
    .execute();
  const old = present.filter(({ createdModseq }) => createdModseq <= since);
  return [
    new Set(present.map(({ threadId }) => threadId)),
    new Set([...old, ...gone].map(({ threadId }) => threadId)),
  ];
}
