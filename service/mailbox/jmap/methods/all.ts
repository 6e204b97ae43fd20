/**
 * Every JMAP method of this server, by name; any other is an `unknownMethod`. Copying is not among them: a person has one
 * account to write to.
 */
import type { Methods } from '../core/dispatch.ts';
import { CORE, MAIL, SUBMISSION } from '../core/limits.ts';
import type { MailContext } from '../context.ts';
import { cannotCalculate, emailChangesMethod } from './changes.ts';
import { emailGet } from './email-get.ts';
import { emailImport } from './email-import.ts';
import { emailQuery } from './email-query.ts';
import { emailSet } from './email-set.ts';
import { identityChanges, identityGet } from './identity.ts';
import { mailboxChanges, mailboxGet, mailboxQuery } from './mailbox.ts';
import { mailboxSet } from './mailbox-set.ts';
import { searchSnippetGet } from './search-snippet.ts';
import { submissionChangesMethod, submissionGet, submissionQuery } from './submission-read.ts';
import { submissionSet } from './submission-set.ts';
import { threadChangesMethod, threadGet } from './thread.ts';

export const METHODS: Methods<MailContext> = {
  'Core/echo': { capability: CORE, run: async (args) => args },
  'Mailbox/get': { capability: MAIL, run: mailboxGet },
  'Mailbox/query': { capability: MAIL, run: mailboxQuery },
  'Mailbox/changes': { capability: MAIL, run: mailboxChanges },
  'Mailbox/queryChanges': { capability: MAIL, run: cannotCalculate },
  'Mailbox/set': { capability: MAIL, changes: true, run: mailboxSet },
  'Thread/get': { capability: MAIL, run: threadGet },
  'Thread/changes': { capability: MAIL, run: threadChangesMethod },
  'Email/get': { capability: MAIL, run: emailGet },
  'Email/query': { capability: MAIL, run: emailQuery },
  'Email/changes': { capability: MAIL, run: emailChangesMethod },
  'Email/queryChanges': { capability: MAIL, run: cannotCalculate },
  'Email/set': { capability: MAIL, changes: true, run: emailSet },
  'Email/import': { capability: MAIL, changes: true, run: emailImport },
  'SearchSnippet/get': { capability: MAIL, run: searchSnippetGet },
  'Identity/get': { capability: SUBMISSION, run: identityGet },
  'Identity/changes': { capability: SUBMISSION, run: identityChanges },
  'EmailSubmission/get': { capability: SUBMISSION, run: submissionGet },
  'EmailSubmission/changes': { capability: SUBMISSION, run: submissionChangesMethod },
  'EmailSubmission/query': { capability: SUBMISSION, run: submissionQuery },
  'EmailSubmission/queryChanges': { capability: SUBMISSION, run: cannotCalculate },
  'EmailSubmission/set': { capability: SUBMISSION, changes: true, run: submissionSet },
};
