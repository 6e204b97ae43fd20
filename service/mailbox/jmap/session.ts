/** The JMAP session object: who you are, which accounts you may read, where things are, and what is allowed (RFC 8620 section 2). */
import { createHash } from 'node:crypto';
import { SUBMIT_ONCE } from '../../../shared/protocol/submit-once.ts';
import type { MailboxUser } from '../ports.ts';
import { CORE, CORE_LIMITS, MAIL, MAIL_LIMITS, SUBMISSION, SUBMISSION_LIMITS } from './core/limits.ts';

export const PATHS = {
  session: '/.well-known/jmap',
  api: '/jmap/api',
  download: '/jmap/download/:accountId/:blobId/:name',
  upload: '/jmap/upload/:accountId',
  eventSource: '/jmap/events',
} as const;

/** `baseUrl` is the origin under which the client came. */
export function sessionObject(user: MailboxUser, baseUrl: string): Record<string, unknown> {
  const accounts = user.accounts.map(({ accountId, name, readOnly }): [string, unknown] => [
    accountId,
    {
      name,
      isPersonal: accountId === user.userId,
      isReadOnly: readOnly,
      accountCapabilities: {
        [CORE]: {},
        [MAIL]: MAIL_LIMITS,
        // A delegate reads, and does not send.
        ...(readOnly ? {} : { [SUBMISSION]: SUBMISSION_LIMITS }),
      },
    },
  ]);
  const session = {
    capabilities: {
      [CORE]: { ...CORE_LIMITS, collationAlgorithms: [] },
      ...{ [MAIL]: {}, [SUBMISSION]: {}, [SUBMIT_ONCE]: {} },
    },
    accounts: Object.fromEntries<unknown>(accounts),
    primaryAccounts: { [CORE]: user.userId, [MAIL]: user.userId, [SUBMISSION]: user.userId },
    username: user.email,
    apiUrl: `${baseUrl}${PATHS.api}`,
    downloadUrl: `${baseUrl}/jmap/download/{accountId}/{blobId}/{name}?accept={type}`,
    uploadUrl: `${baseUrl}/jmap/upload/{accountId}`,
    eventSourceUrl: `${baseUrl}${PATHS.eventSource}?types={types}&closeafter={closeafter}&ping={ping}`,
  };
  return { ...session, state: sessionState(user) };
}

/** Changes when the accounts do. */
export function sessionState(user: MailboxUser): string {
  return createHash('sha256')
    .update(JSON.stringify([user.userId, user.email, user.accounts]))
    .digest('base64url')
    .slice(0, 16);
}
