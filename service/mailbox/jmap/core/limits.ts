/** What the session announces, and the server enforces (RFC 8620 section 2). */

export const CORE = 'urn:ietf:params:jmap:core';
export const MAIL = 'urn:ietf:params:jmap:mail';
export const CAPABILITIES: ReadonlySet<string> = new Set([CORE, MAIL]);

export const CORE_LIMITS = {
  // Nothing can be uploaded to a mailbox that is only read.
  maxSizeUpload: 0,
  maxConcurrentUpload: 1,
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
  maxSizeAttachmentsPerEmail: 0,
  emailQuerySortOptions: ['receivedAt', 'size'],
  mayCreateTopLevelMailbox: false,
} as const;
