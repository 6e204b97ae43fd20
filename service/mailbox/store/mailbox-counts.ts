/** How much is in each mailbox of an account (RFC 8621 section 2): counted, never stored, so it cannot be wrong. */
import type { ExpressionBuilder, ExpressionWrapper, Kysely, SqlBool } from 'kysely';
import { windowStartMs } from '../../../shared/domain/mail-window.ts';
import type { Tables } from '../../storage/tables.ts';
import type { MailboxRole } from '../tables.ts';

export interface MailboxCounts {
  readonly totalEmails: number;
  readonly unreadEmails: number;
  readonly totalThreads: number;
  readonly unreadThreads: number;
}

export async function countMailboxes(
  db: Kysely<Tables>,
  accountId: string,
  nowMs: number,
): Promise<ReadonlyMap<MailboxRole, MailboxCounts>> {
  const rows = await db
    .selectFrom('emails')
    .select(({ fn, eb }) => [
      'mailbox',
      fn.countAll().as('totalEmails'),
      fn.sum(eb.case().when(isUnread(eb)).then(1).else(0).end()).as('unreadEmails'),
      fn.count('threadId').distinct().as('totalThreads'),
      fn
        .count(eb.case().when(isUnread(eb)).then(eb.ref('threadId')).end())
        .distinct()
        .as('unreadThreads'),
    ])
    .where('accountId', '=', accountId)
    .where('receivedAtMs', '>=', windowStartMs(nowMs))
    .groupBy('mailbox')
    .execute();
  return new Map(
    rows.map(({ mailbox, ...counts }) => [
      mailbox,
      {
        totalEmails: Number(counts.totalEmails),
        unreadEmails: Number(counts.unreadEmails),
        totalThreads: Number(counts.totalThreads),
        unreadThreads: Number(counts.unreadThreads),
      },
    ]),
  );
}

function isUnread(eb: ExpressionBuilder<Tables, 'emails'>): ExpressionWrapper<Tables, 'emails', SqlBool> {
  return eb.and([eb('seen', '=', 0), eb('draft', '=', 0)]);
}
