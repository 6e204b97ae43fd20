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

/** So many items a request may take from its own earlier answers: two queries at their longest. Without it 32 calls multiply (RFC 8620 section 3.7). */
export const MAX_REFERRED_ITEMS = 10_000;

/** So many characters they may have: as many as could have been sent. A long text would be said 31 times for one. */
export const MAX_REFERRED_CHARACTERS = CORE_LIMITS.maxSizeRequest;

/**
 * Turns of the loop that all calls of one request may use up, of 8 ms each: a second and a half of computing. The largest
 * that a device asks for, a hundred messages with their bodies, takes three.
 */
export const MAX_TURNS = 200;

/** Of all answers to one request: a hundred messages with all that a device keeps of them are a third of it. */
export const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

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
