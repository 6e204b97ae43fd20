/** Mailboxes: what is kept of each message once, and of each message in each mailbox. */
import type { Flag } from '../storage/column-types.ts';

/** Mailboxes are told apart by their role, which is also their id (RFC 8621 section 2). */
export const MAILBOX_ROLES = ['inbox', 'sent', 'drafts'] as const;
export type MailboxRole = (typeof MAILBOX_ROLES)[number];

/** RFC 8621 section 7. */
export type UndoStatus = 'pending' | 'final' | 'canceled';

export interface MailboxTables {
  /** A message as received, once, however many mailboxes have it. The id is also that of its raw file. */
  messages: {
    id: string;
    /** The gateway's clock, milliseconds UTC. */
    receivedAtMs: number;
    /** Bytes of the raw message. */
    size: number;
    /** Lower case, for searching, like the next three: names and addresses, one a line. */
    subjectText: string;
    fromText: string;
    toText: string;
    ccText: string;
    hasAttachment: Flag;
    /** JSON: `MailContent`. */
    content: string;
    /** Equal for messages that are the same; null: the same as none, also for what was stored before it was known. */
    fingerprint: string | null;
  };
  messageBodies: {
    messageId: string;
    partId: string;
    value: string;
    isCut: Flag;
  };
  /** The place of a message in `messageWords`: it grows with the time of receipt. */
  searchable: {
    number: number;
    messageId: string;
  };
  /** Full text, without the text itself; a row goes with its line in `searchable`. */
  messageWords: {
    rowid: number;
    /** Whose mailboxes have it. */
    owners: string;
    subject: string;
    sender: string;
    recipients: string;
    copied: string;
    body: string;
  };
  /** One account's state: a counter that grows with every change (RFC 8620 section 5.2, and product 4). */
  mailboxAccounts: {
    accountId: string;
    modseq: number;
    /** Changes up to and including this one are no longer known in full. */
    horizon: number;
    /** When an e-mail last went from one mailbox of the account to another. */
    movedModseq: number;
  };
  emails: {
    accountId: string;
    id: string;
    messageId: string;
    threadId: string;
    mailbox: MailboxRole;
    receivedAtMs: number;
    seen: Flag;
    flagged: Flag;
    answered: Flag;
    draft: Flag;
    createdModseq: number;
    changedModseq: number;
    /** Of the bytes, for what the person put there: the same twice is refused. null: received. */
    ownHash: string | null;
  };
  /** What left a mailbox, for `Email/changes`. */
  goneEmails: {
    accountId: string;
    emailId: string;
    threadId: string;
    mailbox: MailboxRole;
    createdModseq: number;
    goneModseq: number;
    goneAtMs: number;
  };
  /** Which thread a Message-ID belongs to in an account, told by the message itself or by one that refers to it. */
  threadKeys: {
    accountId: string;
    /** The Message-ID and the base subject, hashed. */
    key: string;
    threadId: string;
    /** When last used; the key goes when the window has passed it. */
    usedAtMs: number;
  };
  /** Bytes that a client put here to make mail of; they go after a day. */
  uploads: {
    accountId: string;
    /** Also the name of the file. */
    blobId: string;
    type: string;
    size: number;
    uploadedAtMs: number;
  };
  /** What was handed over to be sent. Rows stay as long as retention keeps them: they are why nothing is sent twice (G29). */
  emailSubmissions: {
    accountId: string;
    id: string;
    /** Made by the client, unique for ever in an account: the Message-ID. */
    madeId: string;
    /** Of message and envelope: what the same `madeId` must come with. */
    fingerprint: string;
    identityId: string;
    emailId: string;
    threadId: string;
    /** JSON: `SubmissionEnvelope`. */
    envelope: string;
    sendAtMs: number;
    undoStatus: UndoStatus;
    createdModseq: number;
    changedModseq: number;
    /** 1: destroyed by the client. */
    gone: Flag;
  };
}
