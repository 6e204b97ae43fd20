/** Every JMAP method of this server, by name. */
import type { Methods } from '../core/dispatch.ts';
import { CORE, MAIL } from '../core/limits.ts';
import type { MailContext } from '../context.ts';
import { cannotCalculate, emailChangesMethod } from './changes.ts';
import { emailGet } from './email-get.ts';
import { emailQuery } from './email-query.ts';
import { emailSet } from './email-set.ts';
import { mailboxChanges, mailboxGet, mailboxQuery } from './mailbox.ts';
import { threadGet } from './thread.ts';

export const METHODS: Methods<MailContext> = {
  'Core/echo': { capability: CORE, run: async (args) => args },
  'Mailbox/get': { capability: MAIL, run: mailboxGet },
  'Mailbox/query': { capability: MAIL, run: mailboxQuery },
  'Mailbox/changes': { capability: MAIL, run: mailboxChanges },
  'Mailbox/queryChanges': { capability: MAIL, run: cannotCalculate },
  'Thread/get': { capability: MAIL, run: threadGet },
  'Thread/changes': { capability: MAIL, run: cannotCalculate },
  'Email/get': { capability: MAIL, run: emailGet },
  'Email/query': { capability: MAIL, run: emailQuery },
  'Email/changes': { capability: MAIL, run: emailChangesMethod },
  'Email/queryChanges': { capability: MAIL, run: cannotCalculate },
  'Email/set': { capability: MAIL, run: emailSet },
};
