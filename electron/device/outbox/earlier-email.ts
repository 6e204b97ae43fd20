/** What an earlier attempt left of a message in the account of a server that does not know its id (RFC 8621 section 4). */
import { z } from 'zod';
import type { JmapClient } from '../mailbox/jmap/client.ts';
import { answerOf } from '../mailbox/jmap/response.ts';

export interface EarlierEmail {
  readonly emailId: string;
  /** It was not sent: the submission itself takes the keyword away. */
  readonly isDraft: boolean;
}

const emailsSchema = z.looseObject({
  list: z.array(
    z.looseObject({
      id: z.string(),
      keywords: z.record(z.string(), z.boolean()),
      messageId: z.array(z.string()).nullable(),
    }),
  ),
});

/** null: nothing. Rejects with a `SyncError`. */
export async function findEarlierEmail(
  client: JmapClient,
  accountId: string,
  messageId: string,
): Promise<EarlierEmail | null> {
  const ids = { resultOf: 'query', name: 'Email/query', path: '/ids' };
  const answer = await client.call([
    ['Email/query', { accountId, filter: { header: ['Message-ID', messageId] } }, 'query'],
    ['Email/get', { accountId, '#ids': ids, properties: ['id', 'keywords', 'messageId'] }, 'emails'],
  ]);
  const { list } = answerOf(answer, 'emails', emailsSchema);
  // The header only has to contain the text.
  const found = list.find((email) => email.messageId?.[0] === messageId);
  return found === undefined ? null : { emailId: found.id, isDraft: found.keywords['$draft'] === true };
}
