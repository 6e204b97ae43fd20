/** What the session announces, and the server enforces (RFC 8620 section 2). */

import { SUBMIT_ONCE } from '../../../../shared/protocol/submit-once.ts';
import { MAX_ATTACHMENT_BYTES, MAX_UPLOAD_BYTES, MAX_UPLOADS_AT_ONCE } from '../../upload-limits.ts';

export const CORE = 'urn:ietf:params:jmap:core';
export const MAIL = 'urn:ietf:params:jmap:mail';
export const SUBMISSION = 'urn:ietf:params:jmap:submission';
export const CAPABILITIES: ReadonlySet<string> = new Set([CORE, MAIL, SUBMISSION, SUBMIT_ONCE]);

export const CORE_LIMITS = {
  maxSizeUpload: MAX_UPLOAD_BYTES,
  /** Per person. */
  maxConcurrentUpload: MAX_UPLOADS_AT_ONCE,
  maxSizeRequest: 1_000_000,
  /** Per person. */
  maxConcurrentRequests: 8,
  maxCallsInRequest: 32,
  maxObjectsInGet: 500,
  maxObjectsInSet: 500,
} as const;

/** A query returns so many ids at most, and says so. */
export const MAX_QUERY_IDS = 5000;

/** RFC 8621 section 1.3.1. */
export const MAIL_LIMITS = {
  maxMailboxesPerEmail: 1,
  maxMailboxDepth: 1,
  maxSizeMailboxName: 100,
  /** They must fit the message that the gateway takes. */
  maxSizeAttachmentsPerEmail: MAX_ATTACHMENT_BYTES,
  emailQuerySortOptions: ['receivedAt', 'size'],
  mayCreateTopLevelMailbox: false,
} as const;

/** RFC 8621 section 1.3.2: mail goes out at once, with plain SMTP. */
export const SUBMISSION_LIMITS = { maxDelayedSend: 0, submissionExtensions: {} } as const;
