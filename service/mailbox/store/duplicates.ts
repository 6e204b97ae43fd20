/**
 * Mail that comes a second time around a continuity event, because somebody did not hear that it had arrived or two ways
 * led here: known by its Message-ID, from five minutes before the start to ten minutes after the end (product 6).
 */
import type { Kysely } from 'kysely';
import { fromMs, MINUTE_MS } from '../../../shared/domain/instant.ts';
import type { Tables } from '../../storage/tables.ts';
import type { MailContent } from '../mime/mail-content.ts';
import { threadKeysOf } from '../threads.ts';

export const DUPLICATES_BEFORE_START_MS = 5 * MINUTE_MS;
export const DUPLICATES_AFTER_END_MS = 10 * MINUTE_MS;

interface Received {
  readonly receivedAtMs: number;
  readonly mail: { readonly content: MailContent };
}

/** Whether the inbox has it already. Who takes another's Message-ID, under another name or subject, is no duplicate. */
export async function isDuplicate(
  db: Kysely<Tables>,
  accountId: string,
  { receivedAtMs, mail: { content } }: Received,
): Promise<boolean> {
  if (content.messageId.length === 0) return false;
  const keys = threadKeysOf({ ...content, inReplyTo: [], references: [] });
  const found = await db
    .selectFrom('threadKeys')
    .innerJoin('emails', (join) =>
      join
        .onRef('emails.accountId', '=', 'threadKeys.accountId')
        .onRef('emails.threadId', '=', 'threadKeys.threadId'),
    )
    .innerJoin('messages', 'messages.id', 'emails.messageId')
    .select(['messages.content', 'messages.receivedAtMs'])
    .where('threadKeys.accountId', '=', accountId)
    .where('threadKeys.key', 'in', keys)
    .where('emails.mailbox', '=', 'inbox')
    .execute();
  const twin = found.find((known) => isSame(JSON.parse(known.content) as MailContent, content));
  return twin !== undefined && (await bothAround(db, accountId, [twin.receivedAtMs, receivedAtMs]));
}

function isSame(known: MailContent, content: MailContent): boolean {
  const authors = ({ from }: MailContent): string => from.map(({ email }) => email.toLowerCase()).join();
  return known.messageId[0] === content.messageId[0] && authors(known) === authors(content);
}

/** One event has both: it covers the person, or has lists expanded, whoever they reach. */
async function bothAround(db: Kysely<Tables>, personId: string, times: readonly number[]): Promise<boolean> {
  const event = await db
    .selectFrom('continuityEvents')
    .select('id')
    .where('start', '<=', fromMs(Math.min(...times) + DUPLICATES_BEFORE_START_MS))
    .where((row) =>
      row.or([
        row('end', 'is', null),
        row('end', '>=', fromMs(Math.max(...times) - DUPLICATES_AFTER_END_MS)),
      ]),
    )
    .where((row) =>
      row.or([
        row('expandDistributionLists', '=', 1),
        row(
          'affectedGroupId',
          'in',
          row.selectFrom('groupMembers').select('groupId').where('personId', '=', personId),
        ),
      ]),
    )
    .executeTakeFirst();
  return event !== undefined;
}
